package io.bankingconnect.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the emulator as a process of its own; a signal ends it cleanly. */
@Command(
        name = "snowflake-emulator",
        mixinStandardHelpOptions = true,
        description = "A local server that speaks Snowflake's HTTP protocol over DuckDB. It is not Snowflake.")
public final class EmulatorMain implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "0", description = "Port on 127.0.0.1; 0, the default, takes a free one.")
    private int port;

    @Option(names = "--data-dir", required = true, description = "Directory for databases and stages.")
    private Path dataDirectory;

    @Option(names = "--account", required = true, description = "Account name that clients give.")
    private String account;

    @Option(
            names = "--user",
            paramLabel = "NAME=FILE",
            description = "A user and the file with its public key, PEM or base64. Repeat it for more users.")
    private Map<String, Path> users = new HashMap<>();

    @Option(names = "--memory-limit", defaultValue = "256MB", description = "Memory for DuckDB; default 256MB.")
    private String memoryLimit;

    private EmulatorMain() {}

    /** Runs until the process is told to end; exits 1 with one sentence when it cannot start. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new EmulatorMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        EmulatorServer server;
        try {
            Map<String, PublicKey> keys = new HashMap<>();
            for (Map.Entry<String, Path> user : users.entrySet()) {
                keys.put(user.getKey(), publicKey(user.getValue()));
            }
            server = EmulatorServer.start(new EmulatorOptions(
                    dataDirectory, port, account, keys, memoryLimit, EmulatorOptions.Limits.standard()));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "emulator-shutdown"));
        System.out.println("Emulator listening on http://127.0.0.1:" + server.port());
        new CountDownLatch(1).await();
        return 0;
    }

    private static PublicKey publicKey(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("Cannot read the public key file " + file + ": give a readable PEM or base64 file.");
        }
        String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "The file " + file + " holds no RSA public key in PEM or base64: write it with"
                            + " 'openssl rsa -pubout'.",
                    e);
        }
    }
}
