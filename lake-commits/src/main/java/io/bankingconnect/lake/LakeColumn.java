package io.bankingconnect.lake;

import java.util.Objects;

/**
 * One column of a lake file, as it stands in the commit event.
 *
 * @param name the column's name, as in the Parquet schema
 * @param type the column's type in the notation of the
 *     <a href="https://iceberg.apache.org/spec/#primitive-types">Iceberg specification</a>, lower case:
 *     {@code boolean}, {@code int}, {@code long}, {@code float}, {@code double}, {@code decimal(18,2)}, {@code date},
 *     {@code time} (microseconds), {@code timestamp} (microseconds, no zone), {@code timestamp_ns} (nanoseconds, no
 *     zone), {@code timestamptz} (microseconds,
 *     UTC), {@code string}, {@code uuid}, {@code binary}; nested values as {@code struct<…>}, {@code list<…>},
 *     {@code map<…>}
 */
public record LakeColumn(String name, String type) {

    public LakeColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
