package io.bankingconnect.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Connector;

/**
 * Keeps the key tables of a README true to the connectors that they describe.
 *
 * <p>A table stands between the lines {@code <!-- keys of NAME -->} and {@code <!-- end of keys of NAME -->}, where NAME is
 * the connector's simple class name.
 */
public final class ReadmeKeys {

    private ReadmeKeys() {}

    /**
     * Fails when a table is not what its connector's definition says; with {@code -Dreadme.write} writes it anew instead.
     *
     * @param readme the file, relative to the module
     */
    public static void check(Path readme, Connector... connectors) throws IOException {
        for (Connector connector : connectors) {
            check(readme, connector.getClass().getSimpleName(), connector.config());
        }
    }

    /** The same for one definition of anything else, such as a transform, by the name that stands in the README. */
    public static void check(Path readme, String name, ConfigDef definition) throws IOException {
        ReadmeSection.check(readme, "keys of " + name, KeyTable.of(definition));
    }
}
