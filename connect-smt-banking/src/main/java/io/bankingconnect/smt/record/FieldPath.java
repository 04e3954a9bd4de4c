package io.bankingconnect.smt.record;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * The way to a field: its name, or names joined by dots that lead into nested structures.
 *
 * @param segments one name or more, from the outside in
 */
public record FieldPath(List<String> segments) {

    private static final Pattern FORM = Pattern.compile("[^.\\s]+(\\.[^.\\s]+)*");

    public FieldPath {
        segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException if it has spaces or a name is empty */
    public static FieldPath of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a field name, nor names joined by dots");
        }
        return new FieldPath(List.of(text.split("\\.")));
    }

    /** A validator for lists of paths. */
    public static void checkList(String key, Object value) {
        if (value == null) {
            return;
        }
        for (Object path : (List<?>) value) {
            checkOne(key, path);
        }
    }

    /** A validator for one path, or none: an empty text. */
    public static void checkOne(String key, Object value) {
        if (value == null || value.equals("")) {
            return;
        }
        FieldPath path;
        try {
            path = of((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
        if (path.segments().size() > 1 && Envelope.isImage(path.first())) {
            throw new ConfigException(
                    key,
                    value,
                    "names one image of an envelope; name the field alone, which means both: " + path.rest());
        }
    }

    public String first() {
        return segments.get(0);
    }

    public boolean isNested() {
        return segments.size() > 1;
    }

    /** The way on from the first name. */
    public FieldPath rest() {
        return new FieldPath(segments.subList(1, segments.size()));
    }

    @Override
    public String toString() {
        return String.join(".", segments);
    }
}
