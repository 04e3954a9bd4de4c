package io.bankingconnect.parquet.format;

import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * What the values of a named schema are stored as.
 *
 * @param carrier the type of schema that the name belongs to; the name means nothing on another
 * @param column the type of their column
 */
record SemanticType(Schema.Type carrier, Function<Schema, ScalarType> column) {

    static SemanticType of(Schema.Type carrier, ScalarType column) {
        return new SemanticType(carrier, schema -> column);
    }
}
