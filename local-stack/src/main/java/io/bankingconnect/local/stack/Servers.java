package io.bankingconnect.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** Knows how each server of the stack is configured and started. */
final class Servers {

    static final String ACCOUNT = "BANKING";

    private final StackPaths paths;
    private final Map<Port, Integer> ports;
    private final Secrets secrets;

    Servers(StackPaths paths, Map<Port, Integer> ports, Secrets secrets) {
        this.paths = paths;
        this.ports = ports;
        this.secrets = secrets;
    }

    ServerProcess postgres() {
        return ServerProcess.start(
                "postgres",
                paths,
                List.of("-Xmx128m", "-Xms8m"),
                paths.launcherClasspath(),
                Map.of(PostgresServer.PASSWORD_VARIABLE, secrets.postgresSuperuser()),
                PostgresServer.class.getName(),
                List.of(
                        port(Port.POSTGRES),
                        paths.postgresData().toString(),
                        paths.postgresBinaries().toString()));
    }

    /** Writes the broker's files; its storage is formatted by {@link #kafkaFormat}. */
    ServerProcess kafkaFormat() {
        Path config = write("kafka.properties", """
            process.roles=broker,controller
            node.id=1
            listeners=PLAINTEXT://127.0.0.1:%1$s,CONTROLLER://127.0.0.1:%2$s
            controller.listener.names=CONTROLLER
            controller.quorum.bootstrap.servers=127.0.0.1:%2$s
            log.dirs=%3$s
            num.partitions=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=5
            transaction.state.log.replication.factor=1
            transaction.state.log.num.partitions=5
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            group.initial.rebalance.delay.ms=0
            """.formatted(
                port(Port.KAFKA), port(Port.KAFKA_CONTROLLER), paths.state().resolve("kafka")));
        return ServerProcess.start(
                "kafka-format",
                paths,
                kafkaOptions("-Xmx96m"),
                paths.kafkaClasspath(),
                Map.of(),
                "kafka.tools.StorageTool",
                List.of("format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", config.toString()));
    }

    ServerProcess kafka() {
        return ServerProcess.start(
                "kafka",
                paths,
                kafkaOptions("-Xmx256m"),
                paths.kafkaClasspath(),
                Map.of(),
                "kafka.Kafka",
                List.of(paths.state().resolve("kafka.properties").toString()));
    }

    ServerProcess registry() {
        return ServerProcess.start(
                "registry",
                paths,
                List.of("-Xmx96m", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port(Port.REGISTRY)),
                paths.registryClasspath(),
                Map.of(),
                "io.quarkus.runner.GeneratedMain",
                List.of());
    }

    ServerProcess s3(String accessKeyId) {
        Path data = directory("s3");
        Path config = write("s3.properties", """
            s3proxy.endpoint=http://127.0.0.1:%s
            s3proxy.authorization=aws-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """.formatted(port(Port.S3), accessKeyId, secrets.lakeSecretKey(), data));
        Path logging = write("s3-logback.xml", """
            <configuration>
              <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger - %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="console"/></root>
            </configuration>
            """);
        return ServerProcess.start(
                "s3",
                paths,
                List.of("-Xmx96m", "-Dlogback.configurationFile=" + logging),
                paths.s3Classpath(),
                Map.of(),
                "org.gaul.s3proxy.Main",
                List.of("--properties", config.toString()));
    }

    ServerProcess emulator(String loader, String transformer) {
        Path data = directory("emulator");
        Path loaderKey = write("loader.pub", Secrets.publicKey(secrets.loader()));
        Path transformerKey = write("transformer.pub", Secrets.publicKey(secrets.transformer()));
        return ServerProcess.start(
                "emulator",
                paths,
                List.of("-Xmx128m"),
                paths.emulatorClasspath(),
                Map.of(),
                "io.bankingconnect.emulator.EmulatorMain",
                List.of(
                        "--port",
                        port(Port.EMULATOR),
                        "--data-dir",
                        data.toString(),
                        "--account",
                        ACCOUNT,
                        "--user",
                        loader + "=" + loaderKey,
                        "--user",
                        transformer + "=" + transformerKey));
    }

    ServerProcess connect(Map<String, String> environment) {
        Path config = write("connect.properties", """
                    bootstrap.servers=127.0.0.1:%s
                    group.id=banking-connect
                    listeners=http://127.0.0.1:%s
                    config.storage.topic=connect-configs
                    config.storage.replication.factor=1
                    offset.storage.topic=connect-offsets
                    offset.storage.replication.factor=1
                    offset.storage.partitions=1
                    status.storage.topic=connect-status
                    status.storage.replication.factor=1
                    status.storage.partitions=1
                    offset.flush.interval.ms=5000
                    key.converter=org.apache.kafka.connect.json.JsonConverter
                    value.converter=org.apache.kafka.connect.json.JsonConverter
                    plugin.path=%s
                    plugin.discovery=service_load
                    config.providers=env
                    config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
                    config.providers.env.param.allowlist.pattern=%s
                    """.formatted(
                port(Port.KAFKA), port(Port.CONNECT), paths.pluginPath(), String.join("|", environment.keySet())));
        return ServerProcess.start(
                "connect",
                paths,
                kafkaOptions("-Xmx512m"),
                paths.kafkaClasspath(),
                environment,
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(config.toString()));
    }

    private List<String> kafkaOptions(String... options) {
        Path logging = write("kafka-log4j2.properties", """
            status=error
            appender.console.type=Console
            appender.console.name=console
            appender.console.layout.type=PatternLayout
            appender.console.layout.pattern=%d %-5p %c{1} - %m%n
            rootLogger.level=info
            rootLogger.appenderRef.console.ref=console
            """);
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-Dlog4j2.configurationFile=" + logging);
        return all;
    }

    private String port(Port port) {
        return String.valueOf(ports.get(port));
    }

    private Path directory(String name) {
        Path directory = paths.state().resolve(name);
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StartupException("Cannot make " + directory + ": " + e.getMessage(), e);
        }
    }

    private Path write(String name, String content) {
        Path file = paths.state().resolve(name);
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new StartupException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
