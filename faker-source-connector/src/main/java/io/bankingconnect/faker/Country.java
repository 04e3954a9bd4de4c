package io.bankingconnect.faker;

import java.util.Arrays;
import java.util.Locale;

/** Where the bank is: what its people are called, and the shape of its IBANs, money and telephone numbers. */
enum Country {
    DE("de-DE", "EUR", "99999999%010d", "+49 30 23125###"),
    GB("en-GB", "GBP", "SIMB999999%08d", "+44 7700 900###"),
    IE("en-IE", "EUR", "SIMB999999%08d", "+353 20 91# ####");

    private final String languageTag;
    private final String currency;
    private final String accountFormat;
    private final String phonePattern;

    /**
     * @param accountFormat the national account number, with a bank code that is nobody's
     * @param phonePattern telephone numbers that the regulator keeps for films and plays
     */
    Country(String languageTag, String currency, String accountFormat, String phonePattern) {
        this.languageTag = languageTag;
        this.currency = currency;
        this.accountFormat = accountFormat;
        this.phonePattern = phonePattern;
    }

    /** @throws IllegalArgumentException if no bank can be simulated there */
    static Country ofLanguageTag(String languageTag) {
        return Arrays.stream(values())
                .filter(country -> country.languageTag.equals(languageTag))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no country for locale " + languageTag));
    }

    static String[] languageTags() {
        return Arrays.stream(values()).map(country -> country.languageTag).toArray(String[]::new);
    }

    Locale locale() {
        return Locale.forLanguageTag(languageTag);
    }

    String currency() {
        return currency;
    }

    String phonePattern() {
        return phonePattern;
    }

    /** The account's IBAN, with valid check digits. */
    String iban(long accountId) {
        return Iban.of(name(), String.format(Locale.ROOT, accountFormat, accountId));
    }
}
