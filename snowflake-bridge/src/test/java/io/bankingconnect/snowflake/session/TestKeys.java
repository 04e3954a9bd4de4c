package io.bankingconnect.snowflake.session;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** RSA keys made for one run of the tests. */
public final class TestKeys {

    /** The key of the user that the tests log in as. */
    public static final KeyPair LOADER = generate();

    private TestKeys() {}

    /** A new key of the least size that the service takes. */
    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private half as the official connector takes it: base64 without the PEM lines. */
    public static String base64(KeyPair key) {
        return Base64.getEncoder().encodeToString(key.getPrivate().getEncoded());
    }

    static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }
}
