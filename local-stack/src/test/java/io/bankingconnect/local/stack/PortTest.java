package io.bankingconnect.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortTest {

    @Test
    void givesEveryServerAPortOfItsOwn() {
        Map<Port, Integer> ports = Port.allocate(Map.of());

        assertThat(ports).containsOnlyKeys(Port.values());
        assertThat(ports.values()).doesNotHaveDuplicates();
    }

    @Test
    void namesAnOccupiedPortAndTheRemedy() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();

            assertThatThrownBy(() -> Port.allocate(Map.of(Port.CONNECT, taken)))
                    .isInstanceOf(StartupException.class)
                    .hasMessage("Port " + taken + " for connect is occupied: stop what listens there, or choose another"
                            + " with --port connect=NUMBER.");
        }
    }

    @Test
    void refusesANumberThatNoPortHas() {
        assertThatThrownBy(() -> Port.allocate(Map.of(Port.CONNECT, 70_000)))
                .isInstanceOf(StartupException.class)
                .hasMessage("Port 70000 for connect does not exist: choose one from 1 to 65535.");
    }

    @Test
    void namesThePortsThereAre() {
        assertThatThrownBy(() -> Port.of("connekt"))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "There is no port named connekt: the names are [postgres, kafka, kafka-controller, registry,"
                                + " s3, emulator, connect].");
    }
}
