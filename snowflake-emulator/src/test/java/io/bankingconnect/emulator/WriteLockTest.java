package io.bankingconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLockTest {

    @TempDir
    Path directory;

    private final WriteLock lock = new WriteLock();
    private final List<Session> sessions = new ArrayList<>();
    private Storage storage;

    @BeforeEach
    void open() throws Exception {
        storage = Storage.open(directory, "64MB");
        for (int id = 0; id < 4; id++) {
            sessions.add(new Session(id, "BANK", "LOADER", storage, lock, Clock.systemUTC()));
        }
    }

    @AfterEach
    void close() throws Exception {
        sessions.forEach(Session::close);
        storage.close();
    }

    @Test
    void sessionsWriteInTheOrderInWhichTheyAsked() {
        List<CompletableFuture<Void>> turns =
                sessions.stream().map(lock::request).toList();

        for (int i = 0; i < turns.size(); i++) {
            assertThat(lock.owner()).contains(sessions.get(i));
            assertThat(turns.get(i)).isDone();
            assertThat(turns.subList(i + 1, turns.size())).noneMatch(CompletableFuture::isDone);
            lock.release(sessions.get(i));
        }

        assertThat(lock.owner()).isEmpty();
    }

    @Test
    void oneThatGivesUpIsPassedOver() {
        lock.request(sessions.get(0));
        CompletableFuture<Void> second = lock.request(sessions.get(1));
        lock.request(sessions.get(2));

        lock.abandon(sessions.get(1), second);
        lock.release(sessions.get(0));

        assertThat(lock.owner()).contains(sessions.get(2));
    }

    @Test
    void oneThatGivesUpAsItsTurnComesPassesTheLockOn() {
        lock.request(sessions.get(0));
        CompletableFuture<Void> second = lock.request(sessions.get(1));
        lock.request(sessions.get(2));
        second.cancel(false);
        lock.release(sessions.get(0));

        lock.abandon(sessions.get(1), second);

        assertThat(lock.owner()).contains(sessions.get(2));
    }

    @Test
    void onlyTheOwnerCanRelease() {
        lock.request(sessions.get(0));

        lock.release(sessions.get(1));

        assertThat(lock.owner()).contains(sessions.get(0));
    }
}
