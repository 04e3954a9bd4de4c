package io.bankingconnect.snowflake;

import java.util.Locale;

/**
 * The names of what the sink keeps in its schema.
 *
 * @param schema the schema, in the database that the session works in
 */
record BronzeNames(String schema) {

    BronzeNames {
        schema = schema.toUpperCase(Locale.ROOT);
    }

    String table(String name) {
        return schema + "." + name;
    }

    /** One row per table; whoever updates it first loads first. */
    String locks() {
        return table("_LOAD_LOCKS");
    }

    /** One row per loaded file. */
    String manifest() {
        return table("_LOADED_FILES");
    }

    /** One row per topic partition: the offset that the next commit event must start with. */
    String positions() {
        return table("_LOAD_POSITIONS");
    }

    /** The internal stage through which files pass. */
    String stage() {
        return table("_LAKE_FILES");
    }
}
