package io.bankingconnect.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    private Path temp;

    @Test
    void emptiesWhatAnEarlierStackLeft() throws IOException {
        StackPaths paths = new StackPaths(temp, temp.resolve("state"));
        StateDirectory.claim(paths).close();
        Path left = Files.writeString(
                Files.createDirectories(paths.state().resolve("s3")).resolve("file"), "x");

        StateDirectory.claim(paths).close();

        assertThat(left).doesNotExist();
        assertThat(paths.state().resolve("logs")).isDirectory();
    }

    @Test
    void isUsableAfterAStackOfAnotherRelease() throws IOException {
        StackPaths paths = new StackPaths(temp, temp.resolve("state"));
        StateDirectory.claim(paths).close();
        Files.writeString(paths.stackFile(), "{\"aFieldOfLongAgo\":1}");

        StateDirectory.claim(paths).close();

        assertThat(paths.stackFile()).doesNotExist();
    }

    @Test
    void isUsableAgainAfterEmptyingItWasInterrupted() throws IOException {
        StackPaths paths = new StackPaths(temp, temp.resolve("state"));
        StateDirectory.claim(paths).close();
        Files.delete(paths.state().resolve("logs"));
        Files.createDirectories(paths.postgresBinaries());

        StateDirectory.claim(paths).close();

        assertThat(paths.state().resolve("logs")).isDirectory();
        assertThat(paths.postgresBinaries()).isDirectory();
    }

    @Test
    void letsNobodyElseInUntilItIsGivenUp() throws IOException {
        StackPaths paths = new StackPaths(temp, temp.resolve("state"));
        StateDirectory claim = StateDirectory.claim(paths);
        Path mine = Files.writeString(paths.state().resolve("mine"), "x");

        assertThatThrownBy(() -> StateDirectory.claim(paths))
                .isInstanceOf(StartupException.class)
                .hasMessage("Another ./banking uses " + paths.state()
                        + " already: wait for its end, or choose another directory with --state-dir.");
        assertThat(mine).exists();

        claim.close();
        StateDirectory.claim(paths).close();

        assertThat(mine).doesNotExist();
    }

    @Test
    void keepsWhatLiesThereFromOtherUsers() throws IOException {
        Path state = Files.createDirectory(
                temp.resolve("state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        StateDirectory.claim(new StackPaths(temp, state)).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
    }

    @Test
    void neverTouchesADirectoryThatIsNotAStacks() throws IOException {
        Path precious = Files.writeString(temp.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> StateDirectory.claim(new StackPaths(temp, temp)))
                .isInstanceOf(StartupException.class)
                .hasMessage(temp + " holds files that are not a stack's: choose an empty or a new directory with"
                        + " --state-dir.");
        assertThat(precious).exists();
    }

    @Test
    void saysWhatIsWrongWithAFileInItsPlace() throws IOException {
        Path file = Files.writeString(temp.resolve("state"), "a file");

        assertThatThrownBy(() -> StateDirectory.claim(new StackPaths(temp, file)))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("Cannot use " + file + " for the stack's state (")
                .hasMessageEndingWith("make it writable, or choose another directory with --state-dir.");
    }
}
