package io.bankingconnect.faker;

import java.util.Arrays;
import java.util.Locale;

/** Where the bank is: what its people are called, and the shape of its IBANs, money and telephone numbers. */
enum Country {
    DE("de-DE", BankCurrency.EUR, "+49 30 23125###") {
        @Override
        String accountNumber(int branch, int number) {
            return digits(8, 99999999L - branch) + digits(10, number);
        }
    },
    FR("fr-FR", BankCurrency.EUR, "+33 1 99 00 ## ##") {
        @Override
        String accountNumber(int branch, int number) {
            long bank = 99999;
            long office = 99999L - branch;
            long key = 97 - (89 * bank + 15 * office + 3L * number) % 97;
            return digits(5, bank) + digits(5, office) + digits(11, number) + digits(2, key);
        }
    },
    GB("en-GB", BankCurrency.GBP, "+44 7700 900###") {
        @Override
        String accountNumber(int branch, int number) {
            return "SIMB" + digits(6, 999999L - branch) + digits(8, number);
        }
    },
    IE("en-IE", BankCurrency.EUR, "+353 20 91# ####") {
        @Override
        String accountNumber(int branch, int number) {
            return "SIMB" + digits(6, 999999L - branch) + digits(8, number);
        }
    },
    SE("sv-SE", BankCurrency.SEK, "+46 8 465 004 ##") {
        @Override
        String accountNumber(int branch, int number) {
            return "999" + digits(4, branch) + digits(13, number);
        }
    };

    private final String languageTag;
    private final BankCurrency currency;
    private final String phonePattern;

    /** @param phonePattern telephone numbers that the regulator keeps for films and plays */
    Country(String languageTag, BankCurrency currency, String phonePattern) {
        this.languageTag = languageTag;
        this.currency = currency;
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

    BankCurrency currency() {
        return currency;
    }

    String phonePattern() {
        return phonePattern;
    }

    /** The account's IBAN, with valid check digits. */
    String iban(long accountId) {
        return Iban.of(name(), accountNumber(Ids.branch(accountId), Ids.number(accountId)));
    }

    /** The national account number, with a bank code that is nobody's. */
    abstract String accountNumber(int branch, int number);

    private static String digits(int length, long number) {
        return String.format(Locale.ROOT, "%0" + length + "d", number);
    }
}
