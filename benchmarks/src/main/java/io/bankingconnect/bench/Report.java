package io.bankingconnect.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark found: lines for people, and figures by name for programs. Not safe for concurrent use.
 *
 * <p>Names of figures say their unit, such as {@code put_rows_per_s}.
 */
public final class Report {

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Number> figures = new LinkedHashMap<>();

    /** Adds text for people. */
    public Report text(String text) {
        lines.add(text);
        return this;
    }

    /** Adds a figure for programs. */
    public Report figure(String name, Number value) {
        if (figures.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("There is a figure " + name + " already");
        }
        return this;
    }

    /** The lines for people. */
    String table() {
        return String.join(System.lineSeparator(), lines);
    }

    /** The figures as one line of JSON. */
    String json() {
        try {
            return new ObjectMapper().writeValueAsString(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers have a form in JSON", e);
        }
    }
}
