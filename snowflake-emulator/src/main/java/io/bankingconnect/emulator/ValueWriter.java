package io.bankingconnect.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Writes a DuckDB row's cells in the protocol's text form. */
final class ValueWriter {

    private interface Cell {
        String text(ResultSet row, int column) throws SQLException;
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final ResultSet result;
    private final Cell[] cells;

    ValueWriter(ResultSet result) throws SQLException {
        this.result = result;
        this.cells = new Cell[result.getMetaData().getColumnCount()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(result.getMetaData().getColumnTypeName(i + 1));
        }
    }

    void writeRow(JsonGenerator json) throws IOException, SQLException {
        for (int i = 0; i < cells.length; i++) {
            Object value = result.getObject(i + 1);
            if (value == null) {
                json.writeNull();
            } else {
                json.writeString(cells[i].text(result, i + 1));
            }
        }
    }

    private static Cell cell(String duckType) {
        if (duckType.startsWith("DECIMAL")) {
            return (row, column) -> row.getBigDecimal(column).toPlainString();
        }
        return switch (duckType) {
            case "BOOLEAN" -> (row, column) -> row.getBoolean(column) ? "1" : "0";
            case "DATE" ->
                (row, column) ->
                        Long.toString(row.getObject(column, LocalDate.class).toEpochDay());
            case "TIME" ->
                (row, column) -> seconds(
                        row.getObject(column, LocalTime.class).toSecondOfDay(),
                        row.getObject(column, LocalTime.class).getNano());
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                (row, column) -> timestamp(row.getObject(column, LocalDateTime.class));
            case "TIMESTAMP WITH TIME ZONE" ->
                (row, column) -> timestamp(row.getObject(column, OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime());
            case "BLOB" -> (row, column) -> hex(row.getBlob(column));
            case "FLOAT", "DOUBLE" -> (row, column) -> real(row.getDouble(column));
            default -> (row, column) -> structured(row.getObject(column));
        };
    }

    private static String timestamp(LocalDateTime value) {
        return seconds(value.toEpochSecond(ZoneOffset.UTC), value.getNano());
    }

    /** Before 1970 the fraction counts down from zero: half a second before is {@code -0.500000000}. */
    private static String seconds(long seconds, int nanos) {
        return BigDecimal.valueOf(seconds)
                .add(BigDecimal.valueOf(nanos, 9))
                .setScale(9)
                .toPlainString();
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String hex(Blob blob) throws SQLException {
        return HEX.formatHex(blob.getBytes(1, Math.toIntExact(blob.length())));
    }

    /** Lists and structures as JSON, anything else as its text. */
    private static String structured(Object value) throws SQLException {
        if (value instanceof Array || value instanceof Struct || value instanceof Map) {
            StringBuilder json = new StringBuilder();
            append(json, value);
            return json.toString();
        }
        return value.toString();
    }

    private static void append(StringBuilder json, Object value) throws SQLException {
        if (value == null) {
            json.append("null");
        } else if (value instanceof Array array) {
            json.append('[');
            for (Object element : (Object[]) array.getArray()) {
                separate(json, '[');
                append(json, element);
            }
            json.append(']');
        } else if (value instanceof Map<?, ?> map) {
            json.append('{');
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                separate(json, '{');
                quote(json, String.valueOf(entry.getKey()));
                json.append(':');
                append(json, entry.getValue());
            }
            json.append('}');
        } else if (value instanceof org.duckdb.DuckDBStruct struct) {
            append(json, struct.getMap());
        } else if (value instanceof Number || value instanceof Boolean) {
            json.append(value.toString().toLowerCase(Locale.ROOT));
        } else {
            quote(json, value.toString());
        }
    }

    private static void separate(StringBuilder json, char opening) {
        if (json.charAt(json.length() - 1) != opening) {
            json.append(',');
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        json.append(
                com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text));
        json.append('"');
    }
}
