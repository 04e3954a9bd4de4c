package io.bankingconnect.smt.rules;

import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.MissingFields;
import io.bankingconnect.smt.record.Part;
import io.bankingconnect.smt.record.Values;
import java.util.Set;

/** The value of a record, as rules read it. Not thread-safe. */
public final class RuleInput {

    private static final Set<String> OF_ENVELOPE =
            Set.of(Envelope.BEFORE, Envelope.AFTER, Envelope.SOURCE, Envelope.TRANSACTION);

    private final Object envelope;
    private final Object row;
    private final String topic;
    private final MissingFields missingFields;
    private boolean lacksField;

    /**
     * @param envelope the envelope around the row, or the row itself
     * @param row where plain names are looked up
     */
    public RuleInput(Object envelope, Object row, String topic, MissingFields missingFields) {
        this.envelope = envelope;
        this.row = row;
        this.topic = topic;
        this.missingFields = missingFields;
    }

    /** Whether a path leads into the envelope around the row. */
    static boolean isOfEnvelope(FieldPath path) {
        return path.isNested()
                ? OF_ENVELOPE.contains(path.first())
                : path.first().equals(Envelope.OPERATION);
    }

    /** The field's value; null also if it is missing and that is no failure. */
    Object read(FieldPath path, boolean isOfEnvelope) {
        Object found = Values.read(isOfEnvelope ? envelope : row, path);
        if (found == Values.MISSING) {
            lacksField = true;
            missingFields.report(topic, Part.VALUE, path);
            return null;
        }
        return found;
    }

    /** Whether a field was missing since this was last asked. */
    boolean takeLacksField() {
        boolean taken = lacksField;
        lacksField = false;
        return taken;
    }
}
