package io.bankingconnect.smt.record;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when a record has no field of a name that the configuration gives. Not thread-safe. */
public final class MissingFields {

    /** The choices for the key {@code on.missing}. */
    public enum Policy {
        FAIL,
        WARN,
        IGNORE;

        public static Policy of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    public static final String KEY = "on.missing";

    private static final Logger LOG = LoggerFactory.getLogger(MissingFields.class);
    private static final int MOST_WARNINGS = 1000;

    private final Policy policy;
    private final String transform;
    private final Set<String> warned = new HashSet<>();

    /** @param transform the name of the transform, for messages */
    public MissingFields(Policy policy, String transform) {
        this.policy = policy;
        this.transform = transform;
    }

    /**
     * Deals with a field that is not there.
     *
     * @throws DataException if that is a failure
     */
    public void report(String topic, Part part, Object path) {
        if (policy == Policy.IGNORE) {
            return;
        }
        String what = transform + ": the " + part.title() + " of a record of topic \"" + topic + "\" has no field \""
                + path + "\"";
        if (policy == Policy.FAIL) {
            throw new DataException(what + "; correct its name, or let such records pass with " + KEY + "=ignore");
        }
        if (warned.size() < MOST_WARNINGS && warned.add(what)) {
            LOG.warn("{}; it passes as it is. This is said once", what);
        }
    }
}
