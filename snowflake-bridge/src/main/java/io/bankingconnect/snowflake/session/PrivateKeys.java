package io.bankingconnect.snowflake.session;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;

/** Reads RSA private keys as Snowflake's users keep them: PKCS#8, PEM or its bare base64 body, encrypted or not. */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----(.*)-----END \\1-----", Pattern.DOTALL);
    private static final String CONVERT =
            "; convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in <key> -out <new key>";

    private PrivateKeys() {}

    /**
     * Reads a key.
     *
     * @param text PEM, or the base64 text between its first and last line
     * @param passphrase the passphrase of an encrypted key; empty for one in the clear
     * @throws GeneralSecurityException if it is not readable, with a sentence that tells why and holds no part of the
     *     key
     */
    static PrivateKey parse(Password text, Password passphrase) throws GeneralSecurityException {
        byte[] der = der(text.value().strip());
        if (!EncryptedKey.isEncrypted(der)) {
            return rsa(der, "not an RSA key in PKCS#8 form" + CONVERT);
        }
        if (passphrase.value().isEmpty()) {
            throw new GeneralSecurityException(
                    "the key is encrypted: give " + SnowflakeSettings.PRIVATE_KEY_PASSPHRASE);
        }
        // One wrong passphrase in 256 looks right until the key is read.
        return rsa(EncryptedKey.decrypt(der, passphrase.value()), EncryptedKey.WRONG_PASSPHRASE);
    }

    private static PrivateKey rsa(byte[] pkcs8, String complaint) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            throw new GeneralSecurityException(complaint);
        }
    }

    private static byte[] der(String text) throws GeneralSecurityException {
        if (text.isEmpty()) {
            throw new GeneralSecurityException("the key is empty");
        }
        Matcher pem = PEM.matcher(text);
        String body = text;
        if (pem.find()) {
            body = pem.group(2);
            if (!pem.group(1).equals("PRIVATE KEY") && !pem.group(1).equals("ENCRYPTED PRIVATE KEY")) {
                throw new GeneralSecurityException("a PEM block \"" + pem.group(1) + "\" is not PKCS#8" + CONVERT);
            }
        } else if (text.startsWith("-----BEGIN")) {
            throw new GeneralSecurityException("the PEM block has no end: is the value cut off at a line break?");
        }
        try {
            // A value that came through JSON or an environment file often holds its line breaks as \n in letters.
            return Base64.getDecoder().decode(body.replace("\\n", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the key is neither PEM nor base64");
        }
    }
}
