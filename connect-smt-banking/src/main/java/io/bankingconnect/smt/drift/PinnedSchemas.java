package io.bankingconnect.smt.drift;

import io.bankingconnect.smt.drift.Shape.FieldType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads schemas written as {@code topic: field type, field type?; topic: …}, where a question mark makes a field nullable.
 * Types are Connect's names in lower case, a logical type's name, or {@code decimal(scale)}.
 */
public final class PinnedSchemas {

    private static final Pattern FIELD = Pattern.compile("(\\S+)\\s+([A-Za-z_][A-Za-z0-9_.$]*(?:\\(\\d+\\))?)(\\?)?");

    private PinnedSchemas() {}

    /** @throws IllegalArgumentException if they cannot be read; the message says why */
    static Map<String, Shape> parse(String text) {
        Map<String, Shape> schemas = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            if (part.isBlank()) {
                continue;
            }
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("expected a topic and a colon before \"" + part.strip() + "\"");
            }
            String topic = part.substring(0, colon).strip();
            if (schemas.put(topic, fields(part.substring(colon + 1))) != null) {
                throw new IllegalArgumentException("topic \"" + topic + "\" is there twice");
            }
        }
        return schemas;
    }

    /** @throws IllegalArgumentException if they cannot be read; the message says why */
    public static void check(String text) {
        parse(text);
    }

    private static Shape fields(String text) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            Matcher field = FIELD.matcher(part.strip());
            if (!field.matches()) {
                throw new IllegalArgumentException(
                        "expected a field and its type, such as \"email string?\", instead of \"" + part.strip()
                                + "\"");
            }
            if (fields.put(field.group(1), new FieldType(field.group(2), field.group(3) != null)) != null) {
                throw new IllegalArgumentException("field \"" + field.group(1) + "\" is there twice");
            }
        }
        return new Shape(fields, true);
    }
}
