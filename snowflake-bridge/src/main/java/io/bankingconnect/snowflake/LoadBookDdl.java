package io.bankingconnect.snowflake;

import java.util.List;

/** The DDL of the load book's tables and of the stage. */
final class LoadBookDdl {

    /** The manifest's columns but {@code loaded_at}, in the order of its rows' values. */
    static final String MANIFEST_COLUMNS = "table_name, bucket, file_key, etag, bytes, topic, partition_id, epoch,"
            + " start_offset, end_offset, first_offset, last_offset, rows_expected, rows_loaded, min_source_ts_ms,"
            + " max_source_ts_ms, load_id";

    static final int MANIFEST_WIDTH = MANIFEST_COLUMNS.split(",").length;

    private LoadBookDdl() {}

    static List<String> statements(BronzeNames names) {
        return List.of(locks(names), positions(names), manifest(names), stage(names));
    }

    private static String locks(BronzeNames names) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    table_name VARCHAR NOT NULL,
                    load_id VARCHAR,
                    locked_at TIMESTAMP_LTZ(6)
                )""".formatted(names.locks());
    }

    private static String positions(BronzeNames names) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    table_name VARCHAR NOT NULL,
                    topic VARCHAR NOT NULL,
                    partition_id NUMBER(10,0) NOT NULL,
                    next_offset NUMBER(19,0) NOT NULL,
                    load_id VARCHAR NOT NULL,
                    loaded_at TIMESTAMP_LTZ(6) NOT NULL
                )""".formatted(names.positions());
    }

    private static String manifest(BronzeNames names) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    table_name VARCHAR NOT NULL,
                    bucket VARCHAR NOT NULL,
                    file_key VARCHAR NOT NULL,
                    etag VARCHAR NOT NULL,
                    bytes NUMBER(19,0) NOT NULL,
                    topic VARCHAR NOT NULL,
                    partition_id NUMBER(10,0) NOT NULL,
                    epoch NUMBER(19,0) NOT NULL,
                    start_offset NUMBER(19,0) NOT NULL,
                    end_offset NUMBER(19,0) NOT NULL,
                    first_offset NUMBER(19,0) NOT NULL,
                    last_offset NUMBER(19,0) NOT NULL,
                    rows_expected NUMBER(19,0) NOT NULL,
                    rows_loaded NUMBER(19,0) NOT NULL,
                    min_source_ts_ms NUMBER(19,0) NOT NULL,
                    max_source_ts_ms NUMBER(19,0) NOT NULL,
                    load_id VARCHAR NOT NULL,
                    loaded_at TIMESTAMP_LTZ(6) NOT NULL
                )""".formatted(names.manifest());
    }

    private static String stage(BronzeNames names) {
        return "CREATE STAGE IF NOT EXISTS " + names.stage();
    }
}
