package io.bankingconnect.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FreshJvmTest {

    private final FreshJvm jvm = new FreshJvm("64m");

    @Test
    void readsWhatTheClassPrints() throws IOException, InterruptedException {
        assertThat(jvm.run(HeapLimit.class).get("mb").asLong()).isBetween(48L, 64L);
    }

    @Test
    void aClassThatFailsFailsTheBenchmark() {
        assertThatThrownBy(() -> jvm.run(Hog.class))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Hog ended with 3 in a heap of 64m");
    }

    /** Prints the most heap there is. */
    public static final class HeapLimit {

        public static void main(String[] arguments) {
            System.out.println("{\"mb\":" + (Runtime.getRuntime().maxMemory() >> 20) + "}");
        }
    }

    /** Takes more heap than there is. */
    public static final class Hog {

        public static void main(String[] arguments) {
            System.out.println("{\"bytes\":" + new byte[1 << 30].length + "}");
        }
    }
}
