package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Options;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A file format; Parquet is the only one that can be loaded.
 *
 * @param binaryAsText true when binary columns without a logical type hold text, the service's default
 */
record FileFormat(boolean binaryAsText) {

    private static final Set<String> KNOWN = Set.of(
            "TYPE",
            "COMPRESSION",
            "SNAPPY_COMPRESSION",
            "BINARY_AS_TEXT",
            "USE_LOGICAL_TYPE",
            "USE_VECTORIZED_SCANNER",
            "TRIM_SPACE",
            "REPLACE_INVALID_CHARACTERS");

    /** Reads the options of a format, refusing what would change the outcome. */
    static FileFormat of(Map<String, String> options) {
        String type = options.getOrDefault("TYPE", "CSV").toUpperCase(Locale.ROOT);
        if (!type.equals("PARQUET")) {
            throw SqlFailure.unsupported("file format TYPE = " + type);
        }
        Options.requireKnown("file format", options, KNOWN);
        for (String off : Set.of("TRIM_SPACE", "REPLACE_INVALID_CHARACTERS")) {
            if (options.getOrDefault(off, "FALSE").equalsIgnoreCase("TRUE")) {
                throw SqlFailure.unsupported("file format option " + off + " = TRUE");
            }
        }
        return new FileFormat(options.getOrDefault("BINARY_AS_TEXT", "TRUE").equalsIgnoreCase("TRUE"));
    }
}
