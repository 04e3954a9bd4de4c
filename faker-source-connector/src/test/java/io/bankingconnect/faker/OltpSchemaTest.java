package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What postgres/schema.sql promises, on a real server. */
class OltpSchemaTest {

    private static final String TIMES = "'2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'";

    private static OltpDatabase database;
    private Connection app;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = OltpDatabase.start();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void twoCustomersWithThreeAccounts() throws SQLException {
        app = database.as("bank_app");
        customer(1, "one@example.com", 1);
        customer(2, "two@example.com", 1);
        account(11, 1, "100.00");
        account(12, 1, "0.00");
        account(21, 2, "0.00");
    }

    @AfterEach
    void empty() throws SQLException {
        app.close();
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("TRUNCATE customers, accounts, transactions, banking_guard.deleted_rows");
        }
    }

    @Test
    void balancesFollowInsertsUpdatesAndDeletions() throws SQLException {
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        transaction(2, 11, "WITHDRAWAL", "20.50", null, "COMPLETED", 1);
        transaction(3, 11, "PAYMENT", "9.49", null, "PENDING", 1);
        transaction(4, 11, "PAYMENT", "5000.00", null, "DECLINED", 1);
        assertThat(balances()).containsExactly("11|49.50", "12|0.00", "21|0.00");

        transaction(3, 11, "PAYMENT", "9.49", null, "COMPLETED", 2);
        assertThat(balances()).containsExactly("11|40.01", "12|0.00", "21|0.00");

        transaction(3, 11, "PAYMENT", "9.49", null, "REVERSED", 3);
        assertThat(balances()).containsExactly("11|49.50", "12|0.00", "21|0.00");

        run("DELETE FROM transactions WHERE id = 2");
        assertThat(balances()).containsExactly("11|70.00", "12|0.00", "21|0.00");
    }

    @Test
    void aTransferMovesMoneyBetweenTwoAccounts() throws SQLException {
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        transaction(2, 11, "TRANSFER", "30.00", "21", "COMPLETED", 1);
        assertThat(balances()).containsExactly("11|40.00", "12|0.00", "21|30.00");

        transaction(2, 11, "TRANSFER", "10.00", "12", "COMPLETED", 2);
        assertThat(balances()).containsExactly("11|60.00", "12|10.00", "21|0.00");

        transaction(2, 11, "TRANSFER", "10.00", "12", "REVERSED", 3);
        assertThat(balances()).containsExactly("11|70.00", "12|0.00", "21|0.00");
    }

    @Test
    void anAccountIsWrittenOncePerChangeAndNotAtAllForNothing() throws SQLException {
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        String before = rowVersion("accounts", 11);

        transaction(2, 11, "PAYMENT", "5.00", null, "PENDING", 1);
        run("UPDATE transactions SET reference = 'corrected', version = 2 WHERE id = 1");

        assertThat(rowVersion("accounts", 11)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply_to_balance", "remember_deleted", "ignore_deleted"})
    void theApplicationCannotHangTheOwnersTriggersOnATableOfItsOwn(String function) throws SQLException {
        run("CREATE TEMP TABLE transactions (LIKE public.transactions)");

        assertThatThrownBy(() -> run("CREATE TRIGGER mine AFTER INSERT ON pg_temp.transactions FOR EACH ROW"
                        + " EXECUTE FUNCTION public." + function + "()"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for function public." + function);
    }

    @Test
    void noAccountFallsBelowItsLimit() throws SQLException {
        transaction(1, 11, "PAYMENT", "100.00", null, "COMPLETED", 1);

        assertThatThrownBy(() -> transaction(2, 11, "PAYMENT", "0.01", null, "COMPLETED", 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("accounts_within_limit");
        assertThat(balances()).contains("11|-100.00");
    }

    @ParameterizedTest(name = "{0} {1} to {2}, {3}")
    @CsvSource({
        "DEPOSIT, 0.00, , COMPLETED, transactions_amount_check",
        "REFUND, 1.00, , COMPLETED, transactions_txn_type_check",
        "DEPOSIT, 1.00, , LOST, transactions_status_check",
        "TRANSFER, 1.00, , COMPLETED, transactions_transfer_names_both",
        "DEPOSIT, 1.00, 21, COMPLETED, transactions_transfer_names_both",
        "TRANSFER, 1.00, 11, COMPLETED, transactions_transfer_moves",
    })
    void impossibleTransactionsAreRefused(String type, String amount, String related, String status, String rule) {
        assertThatThrownBy(() -> transaction(1, 11, type, amount, related, status, 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void anUnknownAccountIsRefused() {
        assertThatThrownBy(() -> transaction(1, 99, "DEPOSIT", "1.00", null, "COMPLETED", 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("transactions_account_id_fkey");
    }

    @Test
    void anOlderVersionComesTooLate() throws SQLException {
        transaction(1, 11, "DEPOSIT", "70.00", null, "PENDING", 1);
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 2);
        customer(1, "new@example.com", 2);

        transaction(1, 11, "DEPOSIT", "70.00", null, "PENDING", 1);
        customer(1, "one@example.com", 1);

        assertThat(balances()).contains("11|70.00");
        assertThat(OltpDatabase.rows(app, "SELECT status, version FROM transactions"))
                .containsExactly("COMPLETED|2");
        assertThat(OltpDatabase.rows(app, "SELECT email FROM customers WHERE id = 1"))
                .containsExactly("new@example.com");
    }

    @Test
    void theSameRowAgainWritesNothing() throws SQLException {
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        List<String> before =
                List.of(rowVersion("customers", 1), rowVersion("accounts", 11), rowVersion("transactions", 1));

        customer(1, "one@example.com", 1);
        account(11, 1, "100.00");
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);

        assertThat(List.of(rowVersion("customers", 1), rowVersion("accounts", 11), rowVersion("transactions", 1)))
                .isEqualTo(before);
        assertThat(balances()).contains("11|70.00");
    }

    @Test
    void deletingACustomerTakesEverythingBelowAlong() throws SQLException {
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        transaction(2, 11, "TRANSFER", "30.00", "12", "COMPLETED", 1);
        transaction(3, 12, "TRANSFER", "10.00", "11", "COMPLETED", 1);
        transaction(4, 21, "DEPOSIT", "5.00", null, "COMPLETED", 1);

        run("DELETE FROM customers WHERE id = 1");

        assertThat(balances()).containsExactly("21|5.00");
        assertThat(OltpDatabase.rows(app, "SELECT id FROM transactions")).containsExactly("4");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCustomerWhoseTransfersTouchAnotherStays(int customer) throws SQLException {
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        transaction(2, 21, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        transaction(3, 11, "TRANSFER", "30.00", "21", "COMPLETED", 1);
        transaction(4, 21, "TRANSFER", "10.00", "11", "COMPLETED", 1);

        assertThatThrownBy(() -> run("DELETE FROM customers WHERE id = " + customer))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("transactions_related_account_id_fkey");
        assertThat(balances()).containsExactly("11|50.00", "12|0.00", "21|90.00");
    }

    @Test
    void nothingBelowADeletedCustomerComesBack() throws SQLException {
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        run("DELETE FROM customers WHERE id = 1");

        customer(1, "one@example.com", 1);
        account(11, 1, "100.00");
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);
        transaction(2, 21, "TRANSFER", "1.00", "12", "DECLINED", 1);
        run("DELETE FROM customers WHERE id = 1");

        assertThat(OltpDatabase.rows(app, "SELECT id FROM customers")).containsExactly("2");
        assertThat(balances()).containsExactly("21|0.00");
        assertThat(OltpDatabase.rows(app, "SELECT id FROM transactions")).isEmpty();
    }

    @Test
    void nobodyElseWritesABalance() {
        assertThatThrownBy(() -> run("UPDATE accounts SET balance = 1000000 WHERE id = 11"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void theReplicationRoleReadsAndReplicatesAndNothingElse() throws SQLException {
        assertThat(OltpDatabase.rows(
                        app,
                        "SELECT rolcanlogin, rolreplication, rolsuper, rolcreaterole, rolbypassrls FROM pg_roles"
                                + " WHERE rolname = 'banking_cdc'"))
                .containsExactly("t|t|f|f|f");
        try (Connection cdc = database.as("banking_cdc")) {
            assertThat(OltpDatabase.rows(cdc, "SELECT count(*) FROM accounts")).containsExactly("3");
            assertThat(OltpDatabase.rows(
                            cdc, "SELECT slot_name FROM pg_create_logical_replication_slot('probe', 'pgoutput')"))
                    .containsExactly("probe");
            assertThat(OltpDatabase.rows(cdc, "SELECT pg_drop_replication_slot('probe') IS NOT NULL"))
                    .containsExactly("t");
            assertThatThrownBy(() -> run(cdc, "DELETE FROM customers"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theThreeTablesArePublishedWithFullBeforeImages() throws SQLException {
        assertThat(OltpDatabase.rows(
                        app,
                        "SELECT tablename, relreplident FROM pg_publication_tables JOIN pg_class ON relname = tablename"
                                + " WHERE pubname = 'banking_cdc' ORDER BY tablename"))
                .containsExactly("accounts|f", "customers|f", "transactions|f");
    }

    @Test
    void neitherRoleHasAPassword() throws SQLException {
        try (Connection owner = database.asOwner()) {
            assertThat(OltpDatabase.rows(
                            owner,
                            "SELECT rolname FROM pg_authid WHERE rolname IN ('bank_app', 'banking_cdc')"
                                    + " AND rolpassword IS NULL ORDER BY rolname"))
                    .containsExactly("bank_app", "banking_cdc");
        }
    }

    @Test
    void applyingTheSchemaAgainLosesNothing() throws Exception {
        transaction(1, 11, "DEPOSIT", "70.00", null, "COMPLETED", 1);

        database.applySchema();
        transaction(2, 11, "DEPOSIT", "1.00", null, "COMPLETED", 1);

        assertThat(balances()).containsExactly("11|71.00", "12|0.00", "21|0.00");
    }

    /** Identifies the stored version of a row: it changes with every write. */
    private String rowVersion(String table, long id) throws SQLException {
        return OltpDatabase.rows(app, "SELECT xmin, ctid FROM " + table + " WHERE id = " + id)
                .get(0);
    }

    private List<String> balances() throws SQLException {
        return OltpDatabase.rows(app, "SELECT id, balance FROM accounts ORDER BY id");
    }

    private void customer(long id, String email, int version) throws SQLException {
        upsert(
                "customers",
                "id, first_name, last_name, email, country, status, version, updated_by, created_at, updated_at",
                id + ", 'A', 'B', '" + email + "', 'GB', 'ACTIVE', " + version + ", 'test', " + TIMES);
    }

    private void account(long id, long customer, String limit) throws SQLException {
        upsert(
                "accounts",
                "id, customer_id, account_type, iban, currency, overdraft_limit, status, version, updated_by,"
                        + " created_at, updated_at",
                id + ", " + customer + ", 'CHECKING', 'X" + id + "', 'GBP', " + limit + ", 'ACTIVE', 1, 'test', "
                        + TIMES);
    }

    private void transaction(
            long id, long account, String type, String amount, String related, String status, int version)
            throws SQLException {
        upsert(
                "transactions",
                "id, account_id, txn_type, amount, currency, related_account_id, channel, status, decline_reason,"
                        + " version, updated_by, created_at, updated_at",
                id + ", " + account + ", '" + type + "', " + amount + ", 'GBP', " + related + ", 'WEB', '" + status
                        + "', " + ("DECLINED".equals(status) ? "'TEST'" : "NULL") + ", " + version + ", 'test', "
                        + TIMES);
    }

    /** Writes a row as the JDBC sink does. */
    private void upsert(String table, String columns, String values) throws SQLException {
        StringBuilder updates = new StringBuilder();
        for (String column : columns.split(", ")) {
            updates.append(updates.isEmpty() ? "" : ", ")
                    .append(column)
                    .append(" = EXCLUDED.")
                    .append(column);
        }
        run("INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ") ON CONFLICT (id) DO UPDATE SET "
                + updates);
    }

    private void run(String sql) throws SQLException {
        run(app, sql);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
