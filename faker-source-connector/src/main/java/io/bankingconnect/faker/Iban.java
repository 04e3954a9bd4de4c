package io.bankingconnect.faker;

/** International bank account numbers, ISO 13616: check digits by mod 97. */
final class Iban {

    private Iban() {}

    /** Puts the country code and its check digits before a national account number. */
    static String of(String country, String accountNumber) {
        int check = 98 - remainder(accountNumber + country + "00");
        return country + (check < 10 ? "0" : "") + check + accountNumber;
    }

    static boolean isValid(String iban) {
        return iban.length() > 4 && remainder(iban.substring(4) + iban.substring(0, 4)) == 1;
    }

    /** Letters count as two digits, A = 10 to Z = 35. */
    private static int remainder(String text) {
        int remainder = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 36);
            remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % 97;
        }
        return remainder;
    }
}
