package io.bankingconnect.smt;

/** The version of this plugin, from its archive's manifest. */
final class Version {

    private Version() {}

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
