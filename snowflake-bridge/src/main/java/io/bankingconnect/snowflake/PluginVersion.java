package io.bankingconnect.snowflake;

import java.util.Optional;

/** The version that a plugin reports, taken from the manifest of its jar. */
public final class PluginVersion {

    private PluginVersion() {}

    /** The version; "unknown" outside of a jar. */
    public static String of(Class<?> plugin) {
        return Optional.ofNullable(plugin.getPackage().getImplementationVersion())
                .orElse("unknown");
    }
}
