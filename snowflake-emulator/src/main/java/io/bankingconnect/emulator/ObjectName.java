package io.bankingconnect.emulator;

/** A schema object's full name. */
record ObjectName(String database, String schema, String name) {

    /** For DuckDB. */
    String sql() {
        return Sql.quoted(database) + "." + Sql.quoted(schema) + "." + Sql.quoted(name);
    }

    /** The condition that selects this object's rows in a table of the hidden schema. */
    String where(String nameColumn) {
        return "schema_name = " + Sql.string(schema) + " AND " + nameColumn + " = " + Sql.string(name);
    }

    @Override
    public String toString() {
        return database + "." + schema + "." + name;
    }
}
