package io.bankingconnect.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The servers' listening ports, all on the loopback address. */
public enum Port {
    POSTGRES,
    KAFKA,
    KAFKA_CONTROLLER,
    REGISTRY,
    S3,
    EMULATOR,
    CONNECT;

    private static final int HIGHEST = 65_535;

    /** The name a user gives it by, as in {@code --port connect=8083}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The port of that label.
     *
     * @throws StartupException if there is none
     */
    public static Port of(String label) {
        for (Port port : values()) {
            if (port.label().equals(label)) {
                return port;
            }
        }
        throw new StartupException("There is no port named " + label + ": the names are "
                + List.of(values()).stream().map(Port::label).toList() + ".");
    }

    /**
     * A free port for every server.
     *
     * @param fixed the ones the user chose; 0 or absent means any
     * @throws StartupException if a chosen one is occupied or cannot be had
     */
    static Map<Port, Integer> allocate(Map<Port, Integer> fixed) {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Port port : values()) {
                ServerSocket socket = bind(port, fixed.getOrDefault(port, 0));
                held.add(socket);
                ports.put(port, socket.getLocalPort());
            }
        } finally {
            held.forEach(Port::release);
        }
        return ports;
    }

    private static ServerSocket bind(Port port, int number) {
        if (number < 0 || number > HIGHEST) {
            throw new StartupException("Port " + number + " for " + port.label()
                    + " does not exist: choose one from 1 to " + HIGHEST + ".");
        }
        ServerSocket socket = null;
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return socket;
        } catch (IOException e) {
            if (socket != null) {
                release(socket);
            }
            String cause = String.valueOf(e.getMessage()).contains("in use")
                    ? " is occupied: stop what listens there, or choose another"
                    : " cannot be had (" + e.getMessage() + "): choose another";
            throw new StartupException(
                    "Port " + number + " for " + port.label() + cause + " with --port " + port.label() + "=NUMBER.", e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
