package io.bankingconnect.smt.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens: the HMAC-SHA-256 of a domain and a value. Equal values of one domain have equal tokens under one key,
 * wherever and whenever they are made; without the key nobody can tell a token's value, nor try values out. Not
 * thread-safe.
 */
public final class Tokenizer {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final byte[] TEXT = {0, 't'};
    private static final byte[] NULL = {0, 'n'};

    private final Mac mac;
    private final String keyId;
    private final TokenSettings settings;
    private final byte[] hash = new byte[HASH_BYTES];

    /** @param keyId stands at the beginning of every token; may be empty */
    public Tokenizer(byte[] key, String keyId, TokenSettings settings) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
        this.keyId = keyId.isEmpty() ? "" : keyId + settings.format().separator();
        this.settings = settings;
    }

    /** What comes before every text of a domain, so that equal texts of two domains have different tokens. */
    public static byte[] domain(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    public String token(byte[] domain, String text) {
        String normal = text;
        for (Normalization normalization : settings.normalizations()) {
            normal = normalization.apply(normal);
        }
        String token = token(domain, TEXT, normal.getBytes(StandardCharsets.UTF_8));
        return settings.preserveEmailDomain() ? token + EmailDomain.of(normal) : token;
    }

    public String tokenOfNull(byte[] domain) {
        return token(domain, NULL, new byte[0]);
    }

    private String token(byte[] domain, byte[] kind, byte[] text) {
        mac.update(domain);
        mac.update(kind);
        mac.update(text);
        try {
            mac.doFinal(hash, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(ALGORITHM + " gives " + HASH_BYTES + " bytes", e);
        }
        return keyId.concat(settings.format().write(hash, settings.length()));
    }

    /** How tokens look, whatever their key. */
    public record TokenSettings(
            TokenFormat format, int length, List<Normalization> normalizations, boolean preserveEmailDomain) {

        public TokenSettings {
            normalizations = List.copyOf(normalizations);
        }
    }
}
