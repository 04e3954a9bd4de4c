package io.bankingconnect.smt.token;

import io.bankingconnect.smt.record.FieldMapping;
import io.bankingconnect.smt.record.FieldPath;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/** Puts tokens in place of texts, whole numbers, decimals and bytes. Not thread-safe. */
public final class TokenMapping implements FieldMapping {

    private static final Set<Schema.Type> WHOLE_NUMBERS =
            Set.of(Schema.Type.INT8, Schema.Type.INT16, Schema.Type.INT32, Schema.Type.INT64);

    private final Tokenizer tokenizer;
    private final Tokenizer previous;
    private final Options options;

    /**
     * What is done besides making a token.
     *
     * @param domain the domain of all fields, or empty: each field's path is its own
     * @param previousSuffix ends the names of the fields with the previous key's tokens
     */
    public record Options(String domain, boolean tokenizeNull, String previousSuffix) {}

    /** @param previous makes the tokens of the key used before, or null */
    public TokenMapping(Tokenizer tokenizer, Tokenizer previous, Options options) {
        this.tokenizer = tokenizer;
        this.previous = previous;
        this.options = options;
    }

    @Override
    public Mapped compile(FieldPath path, Schema schema) {
        byte[] domain = Tokenizer.domain(options.domain().isEmpty() ? path.toString() : options.domain());
        List<Added> added = new ArrayList<>();
        if (previous != null) {
            String name = path.segments().get(path.segments().size() - 1) + options.previousSuffix();
            added.add(new Added(
                    name, schema == null ? null : Schema.OPTIONAL_STRING_SCHEMA, mapper(previous, domain, path)));
        }
        return new Mapped(outputSchema(path, schema), mapper(tokenizer, domain, path), added);
    }

    private Schema outputSchema(FieldPath path, Schema schema) {
        if (schema == null || schema.type() == Schema.Type.STRING) {
            return schema;
        }
        if (!WHOLE_NUMBERS.contains(schema.type()) && schema.type() != Schema.Type.BYTES) {
            throw unsupported(path, schema.type());
        }
        SchemaBuilder text = SchemaBuilder.string().doc(schema.doc());
        // The default is a value in clear, and of another type.
        return schema.isOptional() || schema.defaultValue() != null
                ? text.optional().build()
                : text.build();
    }

    /** Remembers the last token: both images of most updates hold the same value. */
    private Mapper mapper(Tokenizer with, byte[] domain, FieldPath path) {
        return new Mapper() {
            private String lastText;
            private String lastToken;

            @Override
            public Object map(Object value, Object row) {
                if (value == null) {
                    return options.tokenizeNull() ? with.tokenOfNull(domain) : null;
                }
                String text = text(path, value);
                if (!text.equals(lastText)) {
                    lastToken = with.token(domain, text);
                    lastText = text;
                }
                return lastToken;
            }
        };
    }

    private static String text(FieldPath path, Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Date date) {
            return Long.toString(date.getTime());
        }
        throw unsupported(path, value.getClass().getSimpleName());
    }

    private static DataException unsupported(FieldPath path, Object type) {
        return new DataException("Field \"" + path + "\" is of type " + type
                + ", which cannot become a token; name text, whole number, decimal"
                + " or bytes fields");
    }
}
