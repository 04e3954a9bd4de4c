package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole stream, written row by row into a real database with every check and foreign key on. */
class OltpFeedTest {

    private static final BankSettings SETTINGS = Banks.settings(42, Country.GB, 200, 5000, 0);
    private static final Timeline TIMELINE = Timeline.live(1_767_225_600_000_000L, 30_000_000_000L);

    private OltpDatabase database;
    private Connection app;

    @BeforeEach
    void start() throws Exception {
        database = OltpDatabase.start();
        app = database.as("bank_app");
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
        database.close();
    }

    @Test
    void theDatabaseComesToTheSimulatorsBalances() throws SQLException {
        List<Struct> stream = stream();
        for (Struct envelope : stream) {
            write(envelope);
        }

        assertDatabaseIsRight();
    }

    @Test
    void partsThatAreWrittenAgainChangeNothing() throws SQLException {
        List<Struct> stream = stream();
        for (int i = 0; i < stream.size(); i++) {
            write(stream.get(i));
            if (i % 700 == 699) {
                for (Struct again : stream.subList(i - 650, i + 1)) {
                    write(again);
                }
            }
        }

        assertDatabaseIsRight();
    }

    private void assertDatabaseIsRight() throws SQLException {
        Bank bank = new Bank(SETTINGS, TIMELINE);
        StreamAudit audit = StreamAudit.of(bank, 0);
        Map<Long, BigDecimal> expected = new HashMap<>();
        audit.balances().forEach((id, cents) -> expected.put(id, BigDecimal.valueOf(cents, 2)));

        Map<Long, BigDecimal> balances = balances("SELECT id, balance FROM accounts");
        assertThat(balances).isEqualTo(expected);
        assertThat(audit.balances()).isEqualTo(bank.balancesCents());
        assertThat(balances(OltpDatabase.SIGNED_SUMS)).isEqualTo(expected);
        assertThat(OltpDatabase.rows(
                        app,
                        "SELECT (SELECT count(*) FROM customers), (SELECT count(*) FROM accounts),"
                                + " (SELECT count(*) FROM transactions)"))
                .containsExactly(audit.customers().size() + "|"
                        + audit.accounts().size() + "|" + audit.transactions().size());
    }

    private Map<Long, BigDecimal> balances(String sql) throws SQLException {
        return OltpDatabase.rows(app, sql).stream()
                .map(row -> row.split("\\|"))
                .collect(Collectors.toMap(row -> Long.valueOf(row[0]), row -> new BigDecimal(row[1])));
    }

    private static List<Struct> stream() {
        Envelopes envelopes =
                new Envelopes("bank.oltp", 0, "test", new Rows(Country.GB, new Identities(42, Country.GB)));
        Bank bank = new Bank(SETTINGS, TIMELINE);
        List<Struct> stream = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            stream.add((Struct) envelopes.record(change, Map.of(), Map.of()).value());
        }
        return stream;
    }

    private void write(Struct envelope) throws SQLException {
        String table = envelope.getStruct("source").getString("table");
        Struct after = envelope.getStruct("after");
        if (after == null) {
            try (PreparedStatement delete = app.prepareStatement("DELETE FROM " + table + " WHERE id = ?")) {
                delete.setLong(1, envelope.getStruct("before").getInt64("id"));
                delete.executeUpdate();
            }
            return;
        }
        List<Field> fields = after.schema().fields();
        String columns = fields.stream().map(Field::name).collect(Collectors.joining(", "));
        String marks = fields.stream().map(field -> "?").collect(Collectors.joining(", "));
        String updates = fields.stream()
                .map(field -> field.name() + " = EXCLUDED." + field.name())
                .collect(Collectors.joining(", "));
        try (PreparedStatement upsert = app.prepareStatement("INSERT INTO " + table + " (" + columns + ") VALUES ("
                + marks + ") ON CONFLICT (id) DO UPDATE SET " + updates)) {
            for (Field field : fields) {
                upsert.setObject(field.index() + 1, sqlValue(field, after.get(field)));
            }
            upsert.executeUpdate();
        }
    }

    private static Object sqlValue(Field field, Object value) {
        if (value == null || field.schema().name() == null) {
            return value;
        }
        return switch (field.schema().name()) {
            case "io.debezium.time.ZonedTimestamp" -> OffsetDateTime.parse((String) value);
            case "io.debezium.time.Date" -> LocalDate.ofEpochDay((Integer) value);
            default -> value;
        };
    }
}
