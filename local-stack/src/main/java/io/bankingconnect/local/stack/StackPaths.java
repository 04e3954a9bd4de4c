package io.bankingconnect.local.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the repository's parts and the stack's state lie.
 *
 * @param root the repository
 * @param state the directory that holds everything the running stack writes
 */
public record StackPaths(Path root, Path state) {

    private static final String KAFKA_LIB = "local-stack/runtime/kafka/target/lib";
    private static final List<String> PLUGIN_PARENTS = List.of(
            "faker-source-connector/target/plugin",
            "minio-parquet-sink/target/plugin",
            "snowflake-bridge/target/plugin",
            "local-stack/runtime/debezium/target/connectors",
            "local-stack/runtime/confluent-avro/target/plugin");

    /** The launcher's own classes, alone: they need nothing but the JDK to hold a server on its leash. */
    String leashClasspath() {
        return jar("local-stack/target");
    }

    String launcherClasspath() {
        return join(leashClasspath(), libraries("local-stack/target/lib"));
    }

    String kafkaClasspath() {
        return libraries(KAFKA_LIB);
    }

    String s3Classpath() {
        return libraries("local-stack/runtime/s3/target/lib");
    }

    String registryClasspath() {
        Path registry = root.resolve("local-stack/runtime/registry/target/registry");
        return join(jar("local-stack/runtime/registry/target/registry"), registry.resolve("lib") + "/*");
    }

    String emulatorClasspath() {
        return join(jar("snowflake-emulator/target"), libraries("snowflake-emulator/target/lib"));
    }

    /** The worker's {@code plugin.path}. */
    String pluginPath() {
        return PLUGIN_PARENTS.stream()
                .map(parent -> root.resolve(parent).toString())
                .collect(Collectors.joining(","));
    }

    /** The connector configs, in the order of their names, which is the order of the flow. */
    public List<Path> connectorConfigs() {
        return list(root.resolve("connector-configs"), "*.json");
    }

    Path log(String component) {
        return state.resolve("logs").resolve(component + ".log");
    }

    /** PostgreSQL's programs, unpacked once and kept. */
    Path postgresBinaries() {
        return state.resolve("postgres-binaries");
    }

    Path postgresData() {
        return state.resolve("postgres");
    }

    Postmaster postmaster() {
        return new Postmaster(postgresData(), postgresBinaries());
    }

    /** The file that says where a running stack is to be reached. */
    Path stackFile() {
        return state.resolve("stack.json");
    }

    static String join(String... classpaths) {
        return String.join(File.pathSeparator, classpaths);
    }

    private String libraries(String directory) {
        Path path = root.resolve(directory);
        if (!Files.isDirectory(path)) {
            throw notBuilt(path);
        }
        return path + "/*";
    }

    private String jar(String directory) {
        return list(root.resolve(directory), "*.jar").stream()
                .filter(jar -> !jar.toString().endsWith("-tests.jar"))
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> notBuilt(root.resolve(directory)));
    }

    private static List<Path> list(Path directory, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            throw notBuilt(directory);
        }
        found.sort(null);
        return found;
    }

    private static StartupException notBuilt(Path missing) {
        return new StartupException(missing + " is missing: build the project first, with mvn -Dquick package.");
    }
}
