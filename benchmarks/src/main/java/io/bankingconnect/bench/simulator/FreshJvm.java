package io.bankingconnect.bench.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class in a JVM of its own, so that nothing is warm and the heap is as small as it is meant to be. */
final class FreshJvm {

    private final String heap;

    /** @param heap the most it may use, as {@code -Xmx} takes it */
    FreshJvm(String heap) {
        this.heap = heap;
    }

    /**
     * Runs a main class, which prints one line of JSON.
     *
     * @throws IOException if it fails, for example because the heap is too small; its standard error says why
     */
    JsonNode run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException(
                    main.getSimpleName() + " ended with " + exitCode + " in a heap of " + heap + ": " + output.strip());
        }
        return new ObjectMapper().readTree(output);
    }
}
