package io.bankingconnect.snowflake.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One of dbt's built-in tests, as a properties file asks for it.
 *
 * @param name dbt's name for it, such as {@code unique_stg_customers_customer_id}
 * @param sql Jinja that selects the rows at fault
 * @param settings its {@code config}
 */
record GenericTest(String name, String sql, Map<String, Object> settings) {

    /**
     * Reads one entry of a list of tests.
     *
     * @param model the model or snapshot that it is of
     * @param column the column that it is of; empty for a test of the whole
     * @param entry a test's name, or a mapping of it to its arguments
     * @throws IllegalArgumentException if there is no such test or an argument is missing, saying which
     */
    static GenericTest of(String model, String column, JsonNode entry) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String kind = entry.asText();
        if (entry.isObject() && entry.size() == 1) {
            kind = entry.fieldNames().next();
            body.setAll((ObjectNode) (entry.get(kind).isObject() ? entry.get(kind) : body));
        }
        Map<String, Object> settings = ProjectSettings.values(body.path("config"));
        Map<String, JsonNode> arguments = new TreeMap<>();
        body.properties().forEach(argument -> arguments.put(argument.getKey(), argument.getValue()));
        body.path("arguments").properties().forEach(argument -> arguments.put(argument.getKey(), argument.getValue()));
        arguments.keySet().removeAll(List.of("arguments", "config", "name", "description"));
        if (!column.isEmpty()) {
            arguments.put("column_name", JsonNodeFactory.instance.textNode(column));
        }
        String rows = "{{ ref('" + model + "') }}";
        String from = rows;
        if (settings.get("where") != null) {
            rows = "(select * from " + rows + " where " + settings.get("where") + ")";
            from = rows + " dbt_subquery";
        }
        String sql = kind.equals("relationships") ? relationships(rows, arguments) : sql(kind, from, arguments);
        return new GenericTest(body.path("name").asText(name(kind, model, arguments)), sql, settings);
    }

    private static String sql(String kind, String from, Map<String, JsonNode> arguments) {
        return switch (kind) {
            case "unique" -> unique(from, argument(kind, arguments, "column_name"));
            case "not_null" -> notNull(from, argument(kind, arguments, "column_name"));
            case "accepted_values" ->
                acceptedValues(
                        from,
                        argument(kind, arguments, "column_name"),
                        arguments.get("values"),
                        arguments.get("quote"));
            default ->
                throw new IllegalArgumentException("unknown test \"" + kind
                        + "\": there are unique, not_null, accepted_values and relationships; write others as SQL in"
                        + " the tests folder");
        };
    }

    private static String unique(String from, String column) {
        return "select " + column + " as unique_field, count(*) as n_records from " + from + " where " + column
                + " is not null group by " + column + " having count(*) > 1";
    }

    private static String notNull(String from, String column) {
        return "select " + column + " as null_field from " + from + " where " + column + " is null";
    }

    private static String acceptedValues(String from, String column, JsonNode values, JsonNode quote) {
        if (values == null || !values.isArray() || values.isEmpty()) {
            throw new IllegalArgumentException("accepted_values needs the argument values, a list");
        }
        boolean quoted = quote == null || quote.asBoolean(true);
        List<String> literals = new ArrayList<>();
        for (JsonNode value : values) {
            literals.add(quoted ? "'" + value.asText().replace("'", "''") + "'" : value.asText());
        }
        return "select " + column + " as value_field, count(*) as n_records from " + from + " where " + column
                + " not in (" + String.join(", ", literals) + ") group by " + column;
    }

    /** The rows get the alias {@code child}, so they must not have one. */
    private static String relationships(String rows, Map<String, JsonNode> arguments) {
        String column = argument("relationships", arguments, "column_name");
        String to = argument("relationships", arguments, "to");
        String field = argument("relationships", arguments, "field");
        return "select child." + column + " as from_field from " + rows + " child left join {{ " + to
                + " }} parent on child." + column + " = parent." + field + " where child." + column
                + " is not null and parent." + field + " is null";
    }

    private static String argument(String kind, Map<String, JsonNode> arguments, String name) {
        JsonNode value = arguments.get(name);
        if (value == null || value.asText().isBlank()) {
            throw new IllegalArgumentException(kind + " needs the argument " + name);
        }
        return value.asText();
    }

    /** Kind, model and arguments, as dbt joins them. */
    private static String name(String kind, String model, Map<String, JsonNode> arguments) {
        List<String> flat = new ArrayList<>();
        arguments.values().forEach(argument -> {
            if (argument.isContainerNode()) {
                argument.forEach(part -> flat.add(part.asText()));
            } else {
                flat.add(argument.asText());
            }
        });
        return kind + "_" + model + "_"
                + flat.stream()
                        .map(part -> part.replaceAll("[^0-9a-zA-Z_]+", "_"))
                        .collect(Collectors.joining("__"));
    }
}
