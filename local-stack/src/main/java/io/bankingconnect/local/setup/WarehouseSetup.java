package io.bankingconnect.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Runs a script of statements through the Snowflake driver. */
public final class WarehouseSetup {

    private WarehouseSetup() {}

    /** Runs the statements of a file, each of which ends with a semicolon at the end of a line. */
    public static void install(Connection warehouse, Path script) throws SQLException, IOException {
        String code = Files.readAllLines(script).stream()
                .filter(line -> !line.stripLeading().startsWith("--"))
                .collect(Collectors.joining("\n"));
        try (Statement statement = warehouse.createStatement()) {
            for (String sql :
                    Arrays.stream(code.split(";\\s*(\n|$)")).map(String::strip).toList()) {
                if (!sql.isEmpty()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
