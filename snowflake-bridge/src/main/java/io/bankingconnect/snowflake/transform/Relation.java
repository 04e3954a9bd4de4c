package io.bankingconnect.snowflake.transform;

import java.util.Locale;
import java.util.Objects;

/**
 * A table or view by its full name, as {@code ref}, {@code source} and {@code this} give it to templates.
 *
 * <p>Public, with getters, because the template engine reads it by reflection. Names are not quoted, so they mean the
 * same in any case.
 */
public record Relation(String database, String schema, String identifier) {

    public Relation {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(identifier, "identifier");
    }

    /** The database's name, for {@code {{ this.database }}}. */
    public String getDatabase() {
        return database;
    }

    /** The schema's name, for {@code {{ this.schema }}}. */
    public String getSchema() {
        return schema;
    }

    /** The table's or view's name, for {@code {{ this.identifier }}}. */
    public String getIdentifier() {
        return identifier;
    }

    /** The table's or view's name, for {@code {{ this.name }}}. */
    public String getName() {
        return identifier;
    }

    Relation withSuffix(String suffix) {
        return new Relation(database, schema, identifier + suffix);
    }

    /** The same text for all spellings of the same name within the database. */
    String key() {
        return (schema + "." + identifier).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return database + "." + schema + "." + identifier;
    }
}
