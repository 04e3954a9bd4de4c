package io.bankingconnect.faker;

import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;

/**
 * The currencies that accounts can be in, by ISO 4217 code: those with two decimals or none, as the database has room for
 * two.
 */
enum BankCurrency {
    EUR(1, 10),
    GBP(0.85, 10),
    USD(1.1, 20),
    CHF(0.95, 10),
    SEK(11, 100),
    NOK(11.5, 100),
    DKK(7.5, 100),
    PLN(4.3, 50),
    CZK(25, 100),
    HUF(400, 1000),
    AUD(1.7, 20),
    CAD(1.5, 20),
    SGD(1.5, 10),
    JPY(160, 1000),
    KRW(1500, 10_000),
    ISK(150, 1000),
    CLP(1000, 10_000);

    private final double perEuro;
    private final long note;
    private final boolean isWhole;

    /**
     * @param perEuro how large amounts are beside those in euro; a magnitude, no rate of exchange
     * @param note the note that cash machines pay
     */
    BankCurrency(double perEuro, long note) {
        this.perEuro = perEuro;
        this.note = note;
        isWhole = Currency.getInstance(name()).getDefaultFractionDigits() == 0;
    }

    static Optional<BankCurrency> ofCode(String code) {
        return Arrays.stream(values())
                .filter(currency -> currency.name().equals(code))
                .findFirst();
    }

    static String[] codes() {
        return Arrays.stream(values()).map(BankCurrency::name).toArray(String[]::new);
    }

    /** The note that cash machines pay, in hundredths. */
    long noteHundredths() {
        return note * 100;
    }

    /** A usual amount, given in hundredths of a euro, in hundredths of this currency. */
    long ofEuroCents(double euroCents) {
        return payable(euroCents * perEuro);
    }

    /** The nearest amount that can be paid, at least the smallest one. */
    long payable(double hundredths) {
        return isWhole ? Math.max(1, Math.round(hundredths / 100)) * 100 : Math.max(1, Math.round(hundredths));
    }
}
