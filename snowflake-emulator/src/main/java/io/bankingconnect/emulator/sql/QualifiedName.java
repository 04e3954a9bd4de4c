package io.bankingconnect.emulator.sql;

import java.util.List;
import java.util.Optional;

/** A name of one to three parts, as written; unquoted parts are in upper case. */
public record QualifiedName(List<String> parts) {

    public QualifiedName {
        parts = List.copyOf(parts);
    }

    public static QualifiedName of(List<String> parts) {
        return new QualifiedName(parts);
    }

    public String last() {
        return parts.get(parts.size() - 1);
    }

    /** The second part from the right. */
    public Optional<String> qualifier() {
        return parts.size() > 1 ? Optional.of(parts.get(parts.size() - 2)) : Optional.empty();
    }

    /** The third part from the right. */
    public Optional<String> outerQualifier() {
        return parts.size() > 2 ? Optional.of(parts.get(parts.size() - 3)) : Optional.empty();
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
