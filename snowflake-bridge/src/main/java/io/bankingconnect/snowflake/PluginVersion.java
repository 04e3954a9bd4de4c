package io.bankingconnect.snowflake;

import java.util.Optional;

/** The version that a plugin reports, taken from the manifest of its jar. */
final class PluginVersion {

    private PluginVersion() {}

    static String of(Class<?> plugin) {
        return Optional.ofNullable(plugin.getPackage().getImplementationVersion())
                .orElse("unknown");
    }
}
