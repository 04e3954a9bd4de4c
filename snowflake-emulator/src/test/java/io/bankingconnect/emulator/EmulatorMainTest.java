package io.bankingconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulator as a process of its own. */
class EmulatorMainTest {

    @TempDir
    Path directory;

    @Test
    void itSaysWhereItListensOnceItIsReady() throws Exception {
        Path key = Files.writeString(
                directory.resolve("key.pub"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(RunningEmulator.KEYS.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        Process process = start("--data-dir", directory + "/data", "--account", "BANK", "--user", "LOADER=" + key);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).matches("Emulator listening on http://127\\.0\\.0\\.1:\\d+");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void anOccupiedPortEndsItWithOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertFails(
                    "Port " + port + " is occupied by another process: stop it or choose another port.",
                    "--port",
                    port,
                    "--data-dir",
                    directory + "/data",
                    "--account",
                    "BANK");
        }
    }

    @Test
    void aFileWithoutAKeyEndsItWithOneSentence() throws Exception {
        Path file = Files.writeString(directory.resolve("key.pub"), "no key");

        assertFails(
                "The file " + file + " holds no RSA public key in PEM or base64: write it with 'openssl rsa -pubout'.",
                "--data-dir",
                directory + "/data",
                "--account",
                "BANK",
                "--user",
                "LOADER=" + file);
    }

    private static void assertFails(String sentence, String... arguments) throws Exception {
        Process process = start(arguments);

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(sentence);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
