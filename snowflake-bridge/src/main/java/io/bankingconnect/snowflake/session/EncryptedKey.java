package io.bankingconnect.snowflake.session;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A PKCS#8 key encrypted by PBES2 (RFC 8018), which is what OpenSSL writes.
 *
 * <p>The JDK decrypts PBES2 only with AES, while Snowflake's own guide tells its users {@code -v2 des3}; so the few
 * fields are read here.
 */
final class EncryptedKey {

    static final String WRONG_PASSPHRASE =
            "the passphrase does not open the key: check " + SnowflakeSettings.PRIVATE_KEY_PASSPHRASE;

    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBKDF2 = "2a864886f70d01050c";
    private static final int MAX_ITERATIONS = 10_000_000;

    private static final Map<String, String> DIGESTS = Map.of(
            "2a864886f70d0207", "HmacSHA1",
            "2a864886f70d0208", "HmacSHA224",
            "2a864886f70d0209", "HmacSHA256",
            "2a864886f70d020a", "HmacSHA384",
            "2a864886f70d020b", "HmacSHA512");

    private record Scheme(String algorithm, int keyBits) {}

    private static final Map<String, Scheme> CIPHERS = Map.of(
            "2a864886f70d0307", new Scheme("DESede", 192),
            "608648016503040102", new Scheme("AES", 128),
            "608648016503040116", new Scheme("AES", 192),
            "60864801650304012a", new Scheme("AES", 256));

    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;

    private EncryptedKey() {}

    /** Whether the bytes are an encrypted key: its first field is a sequence, a clear key's is its version. */
    static boolean isEncrypted(byte[] der) throws GeneralSecurityException {
        try {
            ByteBuffer key = field(ByteBuffer.wrap(der), SEQUENCE);
            return key.get() == SEQUENCE;
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            throw new GeneralSecurityException("the key is cut off, or not in PKCS#8 form");
        }
    }

    /** The clear key, as PKCS#8. */
    static byte[] decrypt(byte[] der, String passphrase) throws GeneralSecurityException {
        try {
            ByteBuffer key = field(ByteBuffer.wrap(der), SEQUENCE);
            ByteBuffer algorithm = field(key, SEQUENCE);
            byte[] content = bytes(field(key, OCTETS));
            require(PBES2, oid(algorithm));
            ByteBuffer parameters = field(algorithm, SEQUENCE);
            ByteBuffer derivation = field(parameters, SEQUENCE);
            ByteBuffer encryption = field(parameters, SEQUENCE);
            Scheme scheme = known(CIPHERS, oid(encryption));
            byte[] iv = bytes(field(encryption, OCTETS));
            SecretKey secret = secret(derivation, scheme, passphrase);
            Cipher cipher = Cipher.getInstance(scheme.algorithm() + "/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, secret, new IvParameterSpec(iv));
            return cipher.doFinal(content);
        } catch (BadPaddingException e) {
            throw new GeneralSecurityException(WRONG_PASSPHRASE);
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            throw new GeneralSecurityException("the key is cut off, or not in PKCS#8 form");
        }
    }

    private static SecretKey secret(ByteBuffer derivation, Scheme scheme, String passphrase)
            throws GeneralSecurityException {
        require(PBKDF2, oid(derivation));
        ByteBuffer parameters = field(derivation, SEQUENCE);
        byte[] salt = bytes(field(parameters, OCTETS));
        int iterations = new BigInteger(bytes(field(parameters, INTEGER))).intValueExact();
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw unsupported();
        }
        if (parameters.hasRemaining() && parameters.get(parameters.position()) == INTEGER) {
            field(parameters, INTEGER);
        }
        String digest = parameters.hasRemaining() ? known(DIGESTS, oid(field(parameters, SEQUENCE))) : "HmacSHA1";
        PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, iterations, scheme.keyBits());
        byte[] key = SecretKeyFactory.getInstance("PBKDF2With" + digest)
                .generateSecret(spec)
                .getEncoded();
        return new SecretKeySpec(key, scheme.algorithm());
    }

    /** The content of the next DER field, which must have this tag. */
    private static ByteBuffer field(ByteBuffer in, int tag) {
        if ((in.get() & 0xff) != tag) {
            throw new IllegalArgumentException("another tag");
        }
        int length = in.get() & 0xff;
        if (length > 0x80) {
            int count = length & 0x7f;
            length = 0;
            for (int i = 0; i < count; i++) {
                length = Math.addExact(Math.multiplyExact(length, 256), in.get() & 0xff);
            }
        }
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private static String oid(ByteBuffer in) {
        return HexFormat.of().formatHex(bytes(field(in, OID)));
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }

    private static void require(String expected, String actual) throws GeneralSecurityException {
        if (!expected.equals(actual)) {
            throw unsupported();
        }
    }

    private static <T> T known(Map<String, T> known, String oid) throws GeneralSecurityException {
        T found = known.get(oid);
        if (found == null) {
            throw unsupported();
        }
        return found;
    }

    private static GeneralSecurityException unsupported() {
        return new GeneralSecurityException("the key is encrypted in a way that is not supported; write it again with:"
                + " openssl pkcs8 -topk8 -v2 aes-256-cbc -in <key> -out <new key>");
    }
}
