package io.bankingconnect.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads when something is wrong: one sentence, and nothing is left running. */
class BadInputIT {

    private static final long PATIENCE_MINUTES = 5;

    private final Path root =
            Path.of(System.getProperty("banking.root")).toAbsolutePath().normalize();

    @TempDir
    private Path temp;

    private record Result(int exitCode, String output, String error) {}

    @Test
    void anUnknownOption() throws Exception {
        assertThat(banking(Map.of(), "demo", "--custmers", "5"))
                .isEqualTo(
                        new Result(2, "", "banking: Unknown options: '--custmers', '5'. See ./banking demo --help.\n"));
    }

    @Test
    void anOccupiedPort() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            Result result = demo(Map.of(), "--port", "connect=" + port);

            assertThat(result.error())
                    .isEqualTo("banking: Port " + port + " for connect is occupied: stop what listens there, or choose"
                            + " another with --port connect=NUMBER.\n");
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aWrongPassword() throws Exception {
        Result result = demo(Map.of("CDC_PASSWORD", "wrong"));

        assertThat(result.error())
                .startsWith("banking: Connect refused connector oltp-cdc-source: ")
                .contains("password authentication failed for user \"banking_cdc\"");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aMissingBucket() throws Exception {
        Result result = demo(Map.of("LAKE_BUCKET", "no-such-bucket"));

        assertThat(result.error())
                .startsWith("banking: Connect refused connector lake-parquet-sink: ")
                .contains("bucket \"no-such-bucket\" does not exist; create it or correct s3.bucket.name");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void anOldJava() throws Exception {
        Path bin = Files.createDirectories(temp.resolve("jdk11/bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThat(banking(Map.of("JAVA_HOME", bin.getParent().toString()), "demo"))
                .isEqualTo(new Result(
                        1, "", "banking: Java 11 is too old: install a JDK 17 or later, or set JAVA_HOME to one.\n"));
    }

    private Result demo(Map<String, String> environment, String... more) throws Exception {
        Path state = temp.resolve("state");
        List<String> arguments = new ArrayList<>(List.of("demo", "--state-dir", state.toString()));
        arguments.addAll(Arrays.asList(more));

        Result result = banking(environment, arguments.toArray(String[]::new));

        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(command -> command.contains(state.toString())))
                .isEmpty();
        assertThat(result.error().lines()).hasSize(1);
        return result;
    }

    private Result banking(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("banking").toString()));
        command.addAll(List.of(arguments));
        Path output = temp.resolve("output");
        Path error = temp.resolve("error");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(error.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), Files.readString(output), Files.readString(error));
    }
}
