package io.bankingconnect.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @TempDir
    private Path root;

    private Environment environment;

    @BeforeEach
    void readFiles() throws IOException {
        Files.writeString(
                Files.createDirectories(root.resolve("connector-configs")).resolve("connect.env"),
                "# Documented\nSEED=42\nRATE=200\nSECRET=\n");
        Files.writeString(Files.createDirectories(root.resolve("local-stack")).resolve("laptop.env"), "RATE=100\n");
        environment = Environment.of(new StackPaths(root, root.resolve("state")));
    }

    @Test
    void theLaptopsFileComesAfterTheDocumentedDefaults() {
        assertThat(environment.asMap()).isEqualTo(Map.of("SEED", "42", "RATE", "100", "SECRET", ""));
    }

    @Test
    void takesOnlyDocumentedNamesFromTheUserAndSaysWhich() {
        assertThat(environment.overrideFrom(Map.of("SEED", "7", "HOME", "/root")))
                .containsExactly("SEED");

        assertThat(environment.asMap()).containsEntry("SEED", "7").doesNotContainKey("HOME");
    }

    @Test
    void refusesANameThatIsNotDocumented() {
        assertThatThrownBy(() -> environment.putAll(Map.of("SEEED", "7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SEEED is not documented in connector-configs/connect.env");
    }
}
