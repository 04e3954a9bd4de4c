package io.bankingconnect.emulator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Temporary tables are ordinary ones that go with their session, or at the next start if the emulator was killed. */
final class TemporaryTables {

    private TemporaryTables() {}

    /** Drops those of one session, or all. */
    static void drop(Statement statement, List<String> databases, Optional<Long> session) throws SQLException {
        for (String database : databases) {
            String registry = Storage.hidden(database) + ".temporary_tables";
            String where = session.map(id -> " WHERE session = '" + id + "'").orElse("");
            List<ObjectName> tables = new ArrayList<>();
            try (ResultSet result = statement.executeQuery("SELECT schema_name, table_name FROM " + registry + where)) {
                while (result.next()) {
                    tables.add(new ObjectName(database, result.getString(1), result.getString(2)));
                }
            }
            for (ObjectName table : tables) {
                statement.execute("DROP TABLE IF EXISTS " + table.sql());
            }
            if (!tables.isEmpty()) {
                statement.execute("DELETE FROM " + registry + where);
            }
        }
    }
}
