package io.bankingconnect.emulator;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an emulator serves.
 *
 * @param dataDirectory holds every database and stage; made if it is missing
 * @param port to listen on at the loopback address; 0 for any free one
 * @param account name that clients give as their account
 * @param users public keys by user name, in any case
 * @param memoryLimit memory for DuckDB in its own notation, such as {@code 256MB}
 * @param limits how long sessions and locks last
 */
public record EmulatorOptions(
        Path dataDirectory, int port, String account, Map<String, PublicKey> users, String memoryLimit, Limits limits) {

    /** How long things last. */
    public record Limits(Duration sessionToken, Duration masterToken, Duration idleBlocker) {

        /**
         * As the service has them: an hour for a session token, four for a master token; a transaction that is idle
         * for five minutes while another waits for it is rolled back.
         */
        public static Limits standard() {
            return new Limits(Duration.ofHours(1), Duration.ofHours(4), Duration.ofMinutes(5));
        }
    }

    public EmulatorOptions {
        account = account.toUpperCase(Locale.ROOT);
        users = users.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        user -> user.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));
    }

    /** Standard limits, 256 MB for DuckDB. */
    public EmulatorOptions(Path dataDirectory, int port, String account, Map<String, PublicKey> users) {
        this(dataDirectory, port, account, users, "256MB", Limits.standard());
    }
}
