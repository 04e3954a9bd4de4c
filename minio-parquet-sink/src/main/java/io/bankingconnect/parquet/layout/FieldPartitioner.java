package io.bankingconnect.parquet.layout;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Directories by the values of fields, as in {@code topic/country=DE/status=OPEN}. */
record FieldPartitioner(List<String> fields, String delimiter) implements Partitioner {

    // What MinIO takes between two slashes; a whole name may have 1,024 bytes on any store.
    private static final int MOST_BYTES = 255;

    FieldPartitioner {
        fields = List.copyOf(fields);
    }

    @Override
    public String path(SinkRecord record) {
        Struct value = (Struct) record.value();
        return fields.stream()
                .map(field -> directory(field, escaped(text(value, field))))
                .collect(Collectors.joining(delimiter, record.originalTopic() + delimiter, ""));
    }

    private static String directory(String field, String value) {
        String directory = field + "=" + value;
        if (directory.length() > MOST_BYTES) {
            throw new DataException("the value of field " + field + " is too long to name a directory: "
                    + value.length() + " bytes, and " + MOST_BYTES + " with the field's name are the most");
        }
        return directory;
    }

    private static String text(Struct value, String name) {
        Field field = value.schema().field(name);
        Object found = field == null ? null : value.getWithoutDefault(name);
        if (found == null) {
            throw new DataException("it has no value in field " + name + ", which partition.field.name names");
        }
        if (found instanceof Date time) {
            return text(field.schema(), time.toInstant());
        }
        if (found instanceof Integer day
                && "io.debezium.time.Date".equals(field.schema().name())) {
            return LocalDate.ofEpochDay(day).toString();
        }
        return switch (field.schema().type()) {
            case INT8, INT16, INT32, INT64, BOOLEAN, STRING -> found.toString();
            default ->
                throw new DataException("field " + name + " is of type "
                        + field.schema().type().getName() + ", which cannot name a directory");
        };
    }

    // In UTC, wherever the worker is: a record must find the same directory again.
    private static String text(Schema schema, Instant time) {
        return switch (schema.name()) {
            case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
                LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
            case Time.LOGICAL_NAME -> LocalTime.ofInstant(time, ZoneOffset.UTC).toString();
            default -> time.toString();
        };
    }

    /** As Hive does: what could be mistaken for a part of the path is written as %XX. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = letter >= '0' && letter <= '9'
                    || letter >= 'A' && letter <= 'Z'
                    || letter >= 'a' && letter <= 'z'
                    || letter == '-'
                    || letter == '_'
                    || letter == '.' && !text.matches("\\.{1,2}");
            escaped.append(plain ? String.valueOf((char) letter) : "%%%02X".formatted(letter & 0xff));
        }
        return escaped.isEmpty() ? "__EMPTY__" : escaped.toString();
    }
}
