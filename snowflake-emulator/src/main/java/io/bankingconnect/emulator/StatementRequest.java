package io.bankingconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A statement as a client sent it.
 *
 * @param bindings values by position, missing when there are none
 */
record StatementRequest(String sql, boolean describeOnly, JsonNode bindings) {

    /** Statements carry data of customers. */
    @Override
    public String toString() {
        return "StatementRequest[describeOnly=" + describeOnly + "]";
    }
}
