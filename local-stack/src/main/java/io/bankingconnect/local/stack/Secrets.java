package io.bankingconnect.local.stack;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of one stack, made anew at each start.
 *
 * @param postgresSuperuser the password of PostgreSQL's superuser
 * @param oltpWriter the password of the role that the JDBC sink writes with
 * @param cdc the password of the replication role
 * @param lakeSecretKey the secret of the lake's access key
 * @param loader the Snowflake loader's key pair
 * @param transformer the Snowflake transformer's key pair
 */
record Secrets(
        String postgresSuperuser,
        String oltpWriter,
        String cdc,
        String lakeSecretKey,
        KeyPair loader,
        KeyPair transformer) {

    private static final int BYTES = 24;
    private static final int RSA_BITS = 2048;

    static Secrets generate() {
        return new Secrets(password(), password(), password(), password(), keyPair(), keyPair());
    }

    /** The base64 body of a private key in PKCS#8, as the connectors take it. */
    static String privateKey(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }

    /** The base64 body of a public key, as {@code ALTER USER … SET RSA_PUBLIC_KEY} takes it. */
    static String publicKey(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static String password() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
