package io.bankingconnect.snowflake.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {

    private static final PrivateKey KEY = TestKeys.LOADER.getPrivate();
    private static final String PASSPHRASE = "open sesame";

    @TempDir
    Path directory;

    @Test
    void readsTheBareBase64BodyAndPem() throws Exception {
        String base64 = TestKeys.base64(TestKeys.LOADER);
        String pem = TestKeys.pem("PRIVATE KEY", KEY.getEncoded());

        assertThat(parse(base64, "")).isEqualTo(KEY);
        assertThat(parse(pem, "")).isEqualTo(KEY);
        assertThat(parse(pem.replace("\n", "\\n"), "")).isEqualTo(KEY);
        assertThat(parse(pem, "a passphrase that is not needed")).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PBEWithHmacSHA1AndAES_128",
                "PBEWithHmacSHA224AndAES_256",
                "PBEWithHmacSHA256AndAES_256",
                "PBEWithHmacSHA384AndAES_128",
                "PBEWithHmacSHA512AndAES_256"
            })
    void opensKeysThatTheJdkEncrypted(String algorithm) throws Exception {
        String encrypted = TestKeys.pem("ENCRYPTED PRIVATE KEY", encrypted(algorithm));

        assertThat(parse(encrypted, PASSPHRASE)).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v2 des3",
                "-v2 des3 -v2prf hmacWithSHA1",
                "-v2 aes-128-cbc",
                "-v2 aes-192-cbc -v2prf hmacWithSHA512",
                "-v2 aes-256-cbc -iter 5000"
            })
    void opensKeysThatOpensslEncrypted(String options) throws Exception {
        assumeThat(opensslIsHere()).as("openssl is installed").isTrue();
        Path clear = Files.writeString(directory.resolve("clear.pem"), TestKeys.pem("PRIVATE KEY", KEY.getEncoded()));
        Path encrypted = directory.resolve("encrypted.pem");
        List<String> command = new ArrayList<>(List.of("openssl", "pkcs8", "-topk8"));
        command.addAll(Arrays.asList(options.split(" ")));
        command.addAll(List.of("-in", clear.toString(), "-out", encrypted.toString(), "-passout", "pass:opens"));

        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();

        assertThat(exit).isZero();
        assertThat(parse(Files.readString(encrypted), "opens")).isEqualTo(KEY);
    }

    @Test
    void tellsWhyAKeyIsNotReadable() throws Exception {
        byte[] encrypted = encrypted("PBEWithHmacSHA256AndAES_256");
        String pem = TestKeys.pem("ENCRYPTED PRIVATE KEY", encrypted);
        byte[] cutOff = Arrays.copyOf(encrypted, encrypted.length / 2);

        assertRefused(pem, "", "the key is encrypted: give snowflake.private.key.passphrase");
        assertRefused(pem, "wrong", "the passphrase does not open the key: check snowflake.private.key.passphrase");
        assertRefused(Base64.getEncoder().encodeToString(cutOff), "x", "the key is cut off, or not in PKCS#8 form");
        assertRefused("no key!", "", "the key is neither PEM nor base64");
        assertRefused(" ", "", "the key is empty");
        assertRefused(
                "-----BEGIN PRIVATE KEY-----", "", "the PEM block has no end: is the value cut off at a line break?");
        assertRefused(
                TestKeys.pem("RSA PRIVATE KEY", new byte[] {1}),
                "",
                "a PEM block \"RSA PRIVATE KEY\" is not PKCS#8; convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc"
                        + " -in <key> -out <new key>");
    }

    private static void assertRefused(String key, String passphrase, String sentence) {
        assertThatThrownBy(() -> parse(key, passphrase))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage(sentence);
    }

    private static PrivateKey parse(String key, String passphrase) throws GeneralSecurityException {
        return PrivateKeys.parse(new Password(key), new Password(passphrase));
    }

    private static byte[] encrypted(String algorithm) throws Exception {
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSPHRASE.toCharArray())));
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        return new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(KEY.getEncoded())).getEncoded();
    }

    private static boolean opensslIsHere() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
