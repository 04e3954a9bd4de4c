package io.bankingconnect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever ends the launcher while servers are starting finds none of them afterwards. */
class InterruptIT {

    private static final int BY_SIGTERM = 143;

    @TempDir
    private Path temp;

    @Test
    void aLauncherThatIsToldToEndEndsTheStackWithoutComplaint() throws Exception {
        Process launcher = demoThatIsStarting();

        launcher.destroy();

        assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(BY_SIGTERM);
        assertThat(output()).contains("Ending the stack …\n");
        assertThat(temp.resolve("error")).isEmptyFile();
        assertThat(processesOfTheStack()).isEmpty();
    }

    @Test
    void aKilledLauncherTakesTheStackWithIt() throws Exception {
        Process launcher = demoThatIsStarting();

        launcher.destroyForcibly();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(processesOfTheStack()).isEmpty());
    }

    private Process demoThatIsStarting() throws IOException {
        Path banking = Path.of(System.getProperty("banking.root"))
                .toAbsolutePath()
                .normalize()
                .resolve("banking");
        Process launcher = new ProcessBuilder(banking.toString(), "demo", "--state-dir", state())
                .redirectOutput(temp.resolve("output").toFile())
                .redirectError(temp.resolve("error").toFile())
                .start();
        await().atMost(Duration.ofMinutes(1)).until(() -> output().contains("ready after"));
        return launcher;
    }

    private String output() throws IOException {
        return Files.readString(temp.resolve("output"));
    }

    private List<String> processesOfTheStack() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(state()))
                .toList();
    }

    private String state() {
        return temp.resolve("state").toString();
    }
}
