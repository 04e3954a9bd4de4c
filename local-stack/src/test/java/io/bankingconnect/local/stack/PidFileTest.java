package io.bankingconnect.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path temp;

    private StackPaths paths;
    private PidFile pids;
    private Process process;

    @BeforeEach
    void startAProcess() throws IOException {
        paths = new StackPaths(temp, temp);
        pids = new PidFile(paths);
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly();
    }

    @Test
    void endsWhatItHasWrittenDown() {
        pids.add(process.toHandle());
        assertThat(pids.alive()).containsExactly(process.toHandle());

        pids.endAll();

        assertThat(process.isAlive()).isFalse();
        assertThat(pids.alive()).isEmpty();
    }

    @Test
    void knowsAProcessAgainAlthoughTheClockWasSet() throws IOException {
        write(startOfProcess().plusSeconds(2));

        assertThat(pids.alive()).containsExactly(process.toHandle());
    }

    @Test
    void leavesAloneWhatHasOnlyTheIdOfOurs() throws IOException {
        write(startOfProcess().minus(Duration.ofMinutes(1)));

        pids.endAll();

        assertThat(pids.alive()).isEmpty();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void readsAFileThatWasCutShort() throws IOException {
        pids.add(process.toHandle());
        Files.writeString(temp.resolve("pids"), "4711", StandardOpenOption.APPEND);

        assertThat(pids.alive()).containsExactly(process.toHandle());
    }

    @Test
    void aStackRunsOnlyWhileItsSupervisorDoesAndNotWhateverGotItsId() throws IOException {
        new StackState(process.pid(), Map.of(), Map.of(), "secret").write(paths.stackFile());
        write(startOfProcess().minus(Duration.ofMinutes(1)));
        assertThat(StackState.running(paths)).isEmpty();

        pids.add(process.toHandle());

        assertThat(StackState.running(paths)).isPresent();
    }

    @Test
    void takesNoOtherProgramForThePostmaster() throws IOException {
        Files.createDirectories(paths.postgresBinaries());
        Path pidFile = Files.createDirectories(paths.postgresData()).resolve("postmaster.pid");

        Files.writeString(pidFile, process.pid() + "\n/somewhere\n");
        pids.endAll();

        assertThat(process.isAlive()).isTrue();

        Files.writeString(pidFile, "");

        assertThatCode(pids::endAll).doesNotThrowAnyException();
    }

    private Instant startOfProcess() {
        return process.info().startInstant().orElseThrow();
    }

    private void write(Instant start) throws IOException {
        Files.writeString(temp.resolve("pids"), process.pid() + " " + start.toEpochMilli() + "\n");
    }
}
