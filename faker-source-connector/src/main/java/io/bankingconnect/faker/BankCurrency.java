package io.bankingconnect.faker;

import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;

/**
 * The currencies that accounts can be in, by ISO 4217 code: those with two decimals or none, as the database has room for
 * two.
 */
enum BankCurrency {
    EUR(1),
    GBP(0.85),
    USD(1.1),
    CHF(0.95),
    SEK(11),
    NOK(11.5),
    DKK(7.5),
    PLN(4.3),
    CZK(25),
    HUF(400),
    AUD(1.7),
    CAD(1.5),
    SGD(1.5),
    JPY(160),
    KRW(1500),
    ISK(150),
    CLP(1000);

    private final double perEuro;
    private final boolean isWhole;

    /** @param perEuro how large amounts are beside those in euro; a magnitude, no rate of exchange */
    BankCurrency(double perEuro) {
        this.perEuro = perEuro;
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

    /** A usual amount, given in hundredths of a euro, in hundredths of this currency. */
    long ofEuroCents(double euroCents) {
        return payable(euroCents * perEuro);
    }

    /** The nearest amount that can be paid, at least the smallest one. */
    long payable(double hundredths) {
        return isWhole ? Math.max(1, Math.round(hundredths / 100)) * 100 : Math.max(1, Math.round(hundredths));
    }
}
