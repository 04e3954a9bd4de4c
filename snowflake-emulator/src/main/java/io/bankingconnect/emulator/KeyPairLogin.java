package io.bankingconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** Verifies the signed tokens with which clients log in. Thread-safe. */
final class KeyPairLogin {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Clocks of client and server may differ by this much. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final String account;
    private final Map<String, PublicKey> users;
    private final Clock clock;

    KeyPairLogin(String account, Map<String, PublicKey> users, Clock clock) {
        this.account = account;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Checks that a token was signed with the user's key, for this account, and has not expired.
     *
     * @throws SqlFailure that does not tell a stranger which part was wrong
     */
    void verify(String user, String token) {
        PublicKey key = users.get(user.toUpperCase(Locale.ROOT));
        if (key == null || !valid(user.toUpperCase(Locale.ROOT), key, token)) {
            throw new SqlFailure("390144", "08001", "JWT token is invalid. [" + user.toUpperCase(Locale.ROOT) + "]");
        }
    }

    private boolean valid(String user, PublicKey key, String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return header.path("alg").asText().equals("RS256")
                    && signed(key, parts)
                    && claims.path("iss").asText().equals(account + "." + user + "." + fingerprint(key))
                    && claims.path("sub").asText().equals(account + "." + user)
                    && current(claims);
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }

    private boolean current(JsonNode claims) {
        Instant now = clock.instant();
        return claims.has("exp")
                && now.isBefore(Instant.ofEpochSecond(claims.path("exp").asLong()))
                && now.plus(SKEW)
                        .isAfter(Instant.ofEpochSecond(claims.path("iat").asLong()));
    }

    private static boolean signed(PublicKey key, String[] parts) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    /** As the service shows a public key. */
    static String fingerprint(PublicKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return "SHA256:" + Base64.getEncoder().encodeToString(hash);
    }
}
