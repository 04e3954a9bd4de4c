package io.bankingconnect.emulator;

import io.bankingconnect.emulator.EmulatorOptions.Limits;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The open sessions and their tokens. Thread-safe. */
final class Sessions {

    static final String SESSION_EXPIRED = "390112";
    private static final String MASTER_EXPIRED = "390114";

    private record Ticket(Session session, Instant expires) {}

    /** A session with the secrets that reach it. */
    record Tokens(Session session, String token, String masterToken) {

        @Override
        public String toString() {
            return "Tokens[session=" + session.id() + "]";
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final AtomicLong nextId;
    private final Map<String, Ticket> tokens = new ConcurrentHashMap<>();
    private final Map<String, Ticket> masters = new ConcurrentHashMap<>();
    private final String account;
    private final Storage storage;
    private final WriteLock lock;
    private final Limits limits;
    private final Clock clock;

    Sessions(String account, Storage storage, WriteLock lock, Limits limits, Clock clock) {
        this.account = account;
        this.storage = storage;
        this.lock = lock;
        this.limits = limits;
        this.clock = clock;
        // Distinct across restarts, so that leftovers of an earlier run never look like this run's.
        this.nextId = new AtomicLong(clock.millis() * 1000);
    }

    Limits limits() {
        return limits;
    }

    Tokens open(String user) throws SQLException {
        Session session = new Session(nextId.incrementAndGet(), account, user, storage, lock, clock);
        Tokens issued = new Tokens(session, secret(), secret());
        tokens.put(issued.token(), new Ticket(session, clock.instant().plus(limits.sessionToken())));
        masters.put(issued.masterToken(), new Ticket(session, clock.instant().plus(limits.masterToken())));
        return issued;
    }

    /**
     * The session that a token reaches.
     *
     * @throws SqlFailure that makes a driver renew its token, or log in again
     */
    Session session(String token) {
        Ticket ticket = tokens.get(token);
        if (ticket == null || ticket.session().closed()) {
            throw new SqlFailure(
                    "390111", "08001", "Session no longer exists. New login required to access the service.");
        }
        if (clock.instant().isAfter(ticket.expires())) {
            throw new SqlFailure(SESSION_EXPIRED, "08001", "Session token expired.");
        }
        ticket.session().touch();
        return ticket.session();
    }

    /** New tokens for the holder of a master token; its old session tokens end at once. */
    Tokens renew(String masterToken) {
        Ticket ticket = masters.get(masterToken);
        if (ticket == null || ticket.session().closed() || clock.instant().isAfter(ticket.expires())) {
            throw new SqlFailure(
                    MASTER_EXPIRED, "08001", "Authentication token has expired. The user must authenticate again.");
        }
        Session session = ticket.session();
        tokens.values().removeIf(each -> each.session() == session);
        // The old master token stays, because the answer with the new one may get lost.
        Tokens issued = new Tokens(session, secret(), secret());
        tokens.put(issued.token(), new Ticket(session, clock.instant().plus(limits.sessionToken())));
        masters.put(issued.masterToken(), new Ticket(session, clock.instant().plus(limits.masterToken())));
        return issued;
    }

    void close(Session session) {
        tokens.values().removeIf(each -> each.session() == session);
        masters.values().removeIf(each -> each.session() == session);
        session.close();
    }

    List<Session> all() {
        return masters.values().stream().map(Ticket::session).distinct().collect(Collectors.toList());
    }

    /** Ends sessions whose master token has expired, and transactions that idle while others wait for them. */
    void sweep() {
        Instant now = clock.instant();
        masters.values().stream()
                .filter(ticket -> now.isAfter(ticket.expires()))
                .map(Ticket::session)
                .distinct()
                .toList()
                .forEach(this::close);
        lock.owner().filter(owner -> lock.contended()).ifPresent(owner -> loseIfIdle(owner, now));
    }

    private void loseIfIdle(Session owner, Instant now) {
        if (owner.lastUsed().plus(limits.idleBlocker()).isBefore(now)
                && owner.mutex().tryLock()) {
            try {
                owner.transaction().loseToIdling(limits.idleBlocker());
            } finally {
                owner.mutex().unlock();
            }
        }
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
