package io.bankingconnect.local.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectorConfigsTest {

    private static final Path ROOT = Path.of(System.getProperty("banking.root"));
    private static final Path CONFIGS = ROOT.resolve("connector-configs");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Z0-9_]+)}");
    private static final Pattern SECRET_KEY = Pattern.compile(".*(password|secret|private\\.key|token).*");

    static Stream<Path> configs() throws IOException {
        try (Stream<Path> files = Files.walk(CONFIGS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @Test
    void everyStageHasOne() throws IOException {
        assertThat(configs().map(file -> CONFIGS.relativize(file).toString()))
                .containsExactly(
                        "01-bank-simulator.json",
                        "02-oltp-jdbc-sink.json",
                        "03-oltp-cdc-source.json",
                        "04-lake-parquet-sink.json",
                        "05-bronze-stage-sink.json",
                        "06-gold-sql-transform.json",
                        "bulk/01-bank-simulator.json",
                        "bulk/02-oltp-jdbc-sink.json");
    }

    @ParameterizedTest
    @MethodSource("configs")
    void secretsAreReferences(Path file) {
        Map<String, String> secrets = ConnectorConfig.read(file).config().entrySet().stream()
                .filter(entry -> SECRET_KEY.matcher(entry.getKey()).matches())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(secrets).allSatisfy((key, value) -> assertThat(value).matches(REFERENCE));
    }

    @Test
    void everyVariableIsDocumentedAndEveryDocumentedOneIsUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : configs().toList()) {
            Matcher references = REFERENCE.matcher(Files.readString(file));
            while (references.find()) {
                used.add(references.group(1));
            }
        }
        Set<String> documented = Files.readAllLines(CONFIGS.resolve("connect.env")).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isEqualTo(documented);
    }
}
