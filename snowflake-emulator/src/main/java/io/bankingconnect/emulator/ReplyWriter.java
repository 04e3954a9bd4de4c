package io.bankingconnect.emulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes the answer to one statement: gzip over JSON, as small in memory as the rows allow. */
final class ReplyWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final Session session;
    private final String queryId;
    private final int binds;

    ReplyWriter(Session session, String queryId, int binds) {
        this.session = session;
        this.queryId = queryId;
        this.binds = binds;
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException, SQLException;
    }

    /** A result of text cells, or of cells already in the protocol's form. */
    byte[] rows(StatementType type, List<ResultColumn> columns, List<List<String>> rows) {
        return answer(type, json -> {
            columns(json, columns);
            json.writeArrayFieldStart("rowset");
            for (List<String> row : rows) {
                json.writeStartArray();
                for (String cell : row) {
                    json.writeString(cell);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeNumberField("total", rows.size());
            json.writeNumberField("returned", rows.size());
        });
    }

    /** One line that says what was done. */
    byte[] status(StatementType type, String message) {
        return rows(type, List.of(ResultColumn.text("status")), List.of(List.of(message)));
    }

    /** A description without rows. */
    byte[] description(StatementType type, List<ResultColumn> columns) {
        return rows(type, columns, List.of());
    }

    /** A DuckDB result, row by row. */
    byte[] result(StatementType type, List<ResultColumn> columns, ResultSet result) throws SQLException {
        return answer(type, json -> {
            columns(json, columns);
            ValueWriter values = new ValueWriter(result);
            long total = 0;
            json.writeArrayFieldStart("rowset");
            while (result.next()) {
                json.writeStartArray();
                values.writeRow(json);
                json.writeEndArray();
                total++;
            }
            json.writeEndArray();
            json.writeNumberField("total", total);
            json.writeNumberField("returned", total);
        });
    }

    /** Where a PUT or GET finds its files. */
    byte[] transfer(StatementType type, Map<String, Object> fields) {
        return answer(type, json -> {
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                value(json, field.getValue());
            }
        });
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                value(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element);
            }
            json.writeEndArray();
        } else {
            json.writePOJO(value);
        }
    }

    private byte[] answer(StatementType type, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(bytes))) {
            json.writeStartObject();
            json.writeObjectFieldStart("data");
            parameters(json);
            body.write(json);
            json.writeStringField("queryId", queryId);
            json.writeNumberField("statementTypeId", type.id());
            json.writeNumberField("version", 1);
            json.writeNumberField("numberOfBinds", binds);
            json.writeBooleanField("arrayBindSupported", true);
            json.writeStringField("queryResultFormat", "json");
            json.writeStringField("finalDatabaseName", session.database().orElse(null));
            json.writeStringField("finalSchemaName", session.schema().orElse(null));
            json.writeStringField("finalRoleName", session.role().orElse(null));
            json.writeStringField("finalWarehouseName", session.warehouse().orElse(null));
            json.writeEndObject();
            json.writeNullField("code");
            json.writeNullField("message");
            json.writeBooleanField("success", true);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write an answer to memory", e);
        } catch (SQLException e) {
            throw DuckFailures.translate(e);
        }
        return bytes.toByteArray();
    }

    private void parameters(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("parameters");
        for (Map.Entry<String, Object> parameter : session.parameters().all().entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", parameter.getKey());
            json.writeFieldName("value");
            json.writePOJO(parameter.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void columns(JsonGenerator json, List<ResultColumn> columns) throws IOException {
        json.writeArrayFieldStart("rowtype");
        for (ResultColumn column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("database", "");
            json.writeStringField("schema", "");
            json.writeStringField("table", "");
            json.writeStringField("type", column.type());
            json.writeFieldName("precision");
            json.writePOJO(column.precision());
            json.writeFieldName("scale");
            json.writePOJO(column.scale());
            json.writeFieldName("length");
            json.writePOJO(column.length());
            json.writeFieldName("byteLength");
            json.writePOJO(column.length());
            json.writeBooleanField("nullable", column.nullable());
            json.writeNullField("collation");
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
