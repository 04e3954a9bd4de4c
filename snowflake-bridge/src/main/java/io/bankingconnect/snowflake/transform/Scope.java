package io.bankingconnect.snowflake.transform;

import java.util.Map;

/** What a template's functions answer while one node is rendered. Lines are those of the template's text. */
interface Scope {

    /** What {@code ref(name)} stands for. */
    Object ref(String name, int line);

    /** What {@code source(source, table)} stands for. */
    Object source(String source, String table, int line);

    /** Takes the arguments of {@code config()}. */
    void config(Map<String, Object> settings);

    /** Whether rows are to be added to what is there already. */
    boolean incremental();
}
