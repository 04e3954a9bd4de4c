package io.bankingconnect.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Makes the bank's database: the schema, the roles' passwords, and the counter of row changes. */
public final class OltpSetup {

    /**
     * Counts every row that a statement inserted, updated or deleted, whoever sent it. It is the stack's own: the
     * publication does not carry it, and nothing in the pipeline reads it but the reconciliation.
     */
    private static final String COUNTER = """
            CREATE SCHEMA stack;
            CREATE TABLE stack.row_changes (
                table_name text PRIMARY KEY,
                inserted   bigint NOT NULL DEFAULT 0,
                updated    bigint NOT NULL DEFAULT 0,
                deleted    bigint NOT NULL DEFAULT 0
            );
            CREATE FUNCTION stack.count_row_changes() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = stack AS $$
            DECLARE
                n bigint;
            BEGIN
                SELECT count(*) INTO n FROM changed;
                IF n > 0 THEN
                    UPDATE stack.row_changes SET
                        inserted = inserted + CASE TG_OP WHEN 'INSERT' THEN n ELSE 0 END,
                        updated  = updated  + CASE TG_OP WHEN 'UPDATE' THEN n ELSE 0 END,
                        deleted  = deleted  + CASE TG_OP WHEN 'DELETE' THEN n ELSE 0 END
                    WHERE table_name = TG_TABLE_NAME;
                END IF;
                RETURN NULL;
            END $$;
            """;

    private static final String COUNTED_TABLE = """
            INSERT INTO stack.row_changes (table_name) VALUES ('%1$s');
            CREATE TRIGGER stack_counts_inserts AFTER INSERT ON public.%1$s
                REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stack.count_row_changes();
            CREATE TRIGGER stack_counts_updates AFTER UPDATE ON public.%1$s
                REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stack.count_row_changes();
            CREATE TRIGGER stack_counts_deletes AFTER DELETE ON public.%1$s
                REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stack.count_row_changes();
            """;

    private OltpSetup() {}

    /**
     * Applies {@code postgres/schema.sql} and what the stack adds to it.
     *
     * @param superuser a connection of a superuser to the bank's database
     * @param schema the schema file
     * @param passwords by role
     * @param tables the tables whose changes are counted
     */
    public static void install(
            Connection superuser, Path schema, Map<String, String> passwords, Iterable<String> tables)
            throws SQLException, IOException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(Files.readString(schema));
            for (Map.Entry<String, String> role : passwords.entrySet()) {
                statement.execute("ALTER ROLE " + role.getKey() + " PASSWORD '"
                        + role.getValue().replace("'", "''") + "'");
            }
            statement.execute(COUNTER);
            for (String table : tables) {
                statement.execute(COUNTED_TABLE.formatted(table));
            }
        }
    }
}
