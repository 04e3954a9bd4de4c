package io.bankingconnect.snowflake.transform;

import java.util.List;

/**
 * Where the project runs. Failures are {@link org.apache.kafka.connect.errors.RetriableException} for a passing outage
 * and {@link org.apache.kafka.connect.errors.ConnectException} for everything else.
 */
interface Warehouse extends AutoCloseable {

    /** Logs in if need be; an exception from here is about the login, not about a statement. */
    void open();

    /** Runs DDL. */
    void execute(String sql);

    /** Runs DML and counts the rows it changed. */
    long update(String sql);

    /** Runs a query; values as text, SQL NULL as null. */
    List<List<String>> query(String sql);

    /** Runs DML statements as one transaction and counts the rows that the last of them changed. */
    long updateTogether(List<String> statements);

    @Override
    void close();
}
