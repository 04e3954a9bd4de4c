package io.bankingconnect.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    private Path temp;

    @Test
    void emptiesWhatAnEarlierStackLeft() throws IOException {
        StackPaths paths = new StackPaths(temp, temp.resolve("state"));
        StateDirectory.prepare(paths);
        Path left = Files.writeString(
                Files.createDirectories(paths.state().resolve("s3")).resolve("file"), "x");

        StateDirectory.prepare(paths);

        assertThat(left).doesNotExist();
        assertThat(paths.state().resolve("logs")).isDirectory();
    }

    @Test
    void neverTouchesADirectoryThatIsNotAStacks() throws IOException {
        Path precious = Files.writeString(temp.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> StateDirectory.prepare(new StackPaths(temp, temp)))
                .isInstanceOf(StartupException.class)
                .hasMessage(temp + " holds files that are not a stack's: choose an empty or a new directory with"
                        + " --state-dir.");
        assertThat(precious).exists();
    }

    @Test
    void saysWhatIsWrongWithAFileInItsPlace() throws IOException {
        Path file = Files.writeString(temp.resolve("state"), "a file");

        assertThatThrownBy(() -> StateDirectory.prepare(new StackPaths(temp, file)))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("Cannot use " + file + " for the stack's state (")
                .hasMessageEndingWith("make it writable, or choose another directory with --state-dir.");
    }
}
