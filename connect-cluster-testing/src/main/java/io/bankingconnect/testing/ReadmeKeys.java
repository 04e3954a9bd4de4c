package io.bankingconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.connect.connector.Connector;

/**
 * Keeps the key tables of a README true to the connectors that they describe.
 *
 * <p>A table stands between the lines {@code <!-- keys of NAME -->} and {@code <!-- end of keys of NAME -->}, where NAME is
 * the connector's simple class name.
 */
public final class ReadmeKeys {

    private static final String WRITE = "readme.write";

    private ReadmeKeys() {}

    /**
     * Fails when a table is not what its connector's definition says; with {@code -Dreadme.write} writes it anew instead.
     *
     * @param readme the file, relative to the module
     */
    public static void check(Path readme, Connector... connectors) throws IOException {
        String actual = Files.readString(readme);
        String expected = actual;
        for (Connector connector : connectors) {
            expected = withTable(expected, connector);
        }
        if (System.getProperty(WRITE) != null) {
            Files.writeString(readme, expected);
            actual = expected;
        }
        assertThat(actual)
                .as("the key tables of " + readme + "; write them anew by running this test with -D" + WRITE)
                .isEqualTo(expected);
    }

    private static String withTable(String readme, Connector connector) {
        String name = connector.getClass().getSimpleName();
        String begin = "<!-- keys of " + name + " -->\n";
        String end = "<!-- end of keys of " + name + " -->";
        assertThat(readme).contains(begin, end);
        return readme.substring(0, readme.indexOf(begin) + begin.length())
                + KeyTable.of(connector.config())
                + readme.substring(readme.indexOf(end));
    }
}
