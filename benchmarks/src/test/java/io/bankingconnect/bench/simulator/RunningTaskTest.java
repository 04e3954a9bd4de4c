package io.bankingconnect.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RunningTaskTest {

    private static final Map<String, String> SETTINGS =
            Map.of("topic", "bank.oltp", "customers", "40", "transactions", "2000");

    private final RunningTask task = new RunningTask(SETTINGS, null);

    @Test
    void countsWhatTheSimulatorSends() throws InterruptedException {
        assertThatThrownBy(() -> readOn(task))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The stream ended at record " + task.records());

        assertThat(task.customers()).isEqualTo(40);
        assertThat(task.transactions()).isEqualTo(2000);
        assertThat(task.accounts()).isBetween(40L, 200L);
        assertThat(task.customerChanges()).isPositive();
        assertThat(task.records()).isGreaterThan(task.customers() + task.accounts() + task.transactions());
    }

    @Test
    void goesOnWhereItsOffsetSays() throws InterruptedException {
        task.count(task.poll());
        List<SourceRecord> following = task.poll();

        RunningTask resumed = new RunningTask(SETTINGS, new HashMap<>(task.offset()));

        assertThat(resumed.poll()).isEqualTo(following);
    }

    private static void readOn(RunningTask task) throws InterruptedException {
        while (true) {
            task.count(task.poll());
        }
    }
}
