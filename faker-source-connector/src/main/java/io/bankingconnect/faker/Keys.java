package io.bankingconnect.faker;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Record keys: a row's id. */
final class Keys {

    private static final Map<Table, Schema> SCHEMAS = new EnumMap<>(Table.class);

    static {
        for (Table table : Table.values()) {
            SCHEMAS.put(
                    table,
                    Rows.named(table, "Key").field("id", Schema.INT64_SCHEMA).build());
        }
    }

    private Keys() {}

    static Schema schema(Table table) {
        return SCHEMAS.get(table);
    }

    static Struct key(Row row) {
        return new Columns(schema(row.table())).put(row.id()).struct();
    }
}
