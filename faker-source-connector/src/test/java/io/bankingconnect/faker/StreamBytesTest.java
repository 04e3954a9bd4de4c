package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The records of a run against those of another JVM, day and machine. A digest here changes with what the simulator or
 * Datafaker makes up, and then runs that have begun cannot go on.
 */
class StreamBytesTest {

    private final Locale locale = Locale.getDefault();
    private final TimeZone timeZone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(timeZone);
    }

    @ParameterizedTest
    @CsvSource({
        "de-DE, 2b503dc416af4f627aabf1112463cc49",
        "fr-FR, 0435e7894745a73f124d7d2e8d136da7",
        "en-GB, 9c97f51aa039518deb56c96cabf8e821",
        "en-IE, 80bdea5c6578fa35826a9d3e5f4200f3",
        "sv-SE, 73a803deb37869cd301d3d087ce49e68",
    })
    void aRunIsTheSameOnEveryMachine(String languageTag, String sha256) throws NoSuchAlgorithmException {
        assertThat(digest(languageTag)).isEqualTo(sha256);
    }

    @Test
    void neitherTheMachinesLocaleNorItsTimeZoneMatters() throws NoSuchAlgorithmException {
        String usual = digest("en-GB");

        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

        assertThat(digest("en-GB")).isEqualTo(usual);
    }

    /** The first half of the digest of every record's value, or of its row if it was deleted. */
    private static String digest(String languageTag) throws NoSuchAlgorithmException {
        BankFakerSourceConfig config = Banks.config(Map.of(
                "locale", languageTag,
                "start.time", "2026-01-05T00:00:00Z",
                "customers", "100",
                "transactions", "3000",
                "late.rate", "0.1",
                "duplicate.rate", "0.1",
                "fraud.rate", "0.02"));
        BankSettings settings = config.bank(0);
        Bank bank = new Bank(settings, config.timelineFrom(Instant.EPOCH));
        Rows rows = new Rows(settings.country(), new Identities(settings.seed(), settings.country()));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (Change change = bank.next(); change != null; change = bank.next()) {
            String text = change.kind() + " " + rows.struct(change.row());
            sha256.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }
}
