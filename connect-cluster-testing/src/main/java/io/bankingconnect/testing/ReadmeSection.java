package io.bankingconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps what a README derives from the code true to it.
 *
 * <p>A section stands between the lines {@code <!-- NAME -->} and {@code <!-- end of NAME -->}.
 */
public final class ReadmeSection {

    private static final String WRITE = "readme.write";

    private ReadmeSection() {}

    /**
     * Fails when a section is not the given text; with {@code -Dreadme.write} writes it anew instead.
     *
     * @param readme the file, relative to the module
     * @param name the section's
     * @param text what stands between its lines
     */
    public static void check(Path readme, String name, String text) throws IOException {
        String actual = Files.readString(readme);
        String expected = with(actual, name, text);
        if (System.getProperty(WRITE) != null) {
            Files.writeString(readme, expected);
            actual = expected;
        }
        assertThat(actual)
                .as("the section \"" + name + "\" of " + readme + "; write it anew by running this test with -D"
                        + WRITE)
                .isEqualTo(expected);
    }

    private static String with(String readme, String name, String text) {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- end of " + name + " -->";
        assertThat(readme).contains(begin, end);
        return readme.substring(0, readme.indexOf(begin) + begin.length())
                + text
                + readme.substring(readme.indexOf(end));
    }
}
