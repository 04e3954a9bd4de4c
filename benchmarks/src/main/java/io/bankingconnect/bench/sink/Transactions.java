package io.bankingconnect.bench.sink;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Transactions as a bank has them, from a seed.
 *
 * <p>Ids rise with gaps, as of concurrent inserts; accounts are 200,000, some much busier than others; amounts are
 * log-normal; merchants are 3,000, by Zipf's law, and only payments have one; references are random; about 2,000 arrive in
 * a second, at microseconds of their own. Not safe for concurrent use.
 */
final class Transactions {

    private static final int ACCOUNTS = 200_000;
    private static final int MERCHANTS = 3_000;
    private static final double MEAN_GAP_MICROS = 500;
    private static final String REFERENCE_DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int REFERENCE_LENGTH = 12;
    private static final String[] TRADES = {"Bakery", "Books", "Cafe", "Fuel", "Garden", "Market", "Pharmacy", "Travel"
    };

    private final Random random;
    private final List<String> merchants = new ArrayList<>();
    private long id = 41_000_000;
    private long micros = Instant.parse("2026-01-31T08:00:00Z").getEpochSecond() * 1_000_000;

    Transactions(long seed) {
        random = new Random(seed);
        for (int i = 0; i < MERCHANTS; i++) {
            merchants.add(String.format(Locale.ROOT, "%s %04d Ltd", TRADES[random.nextInt(TRADES.length)], i));
        }
    }

    List<Transaction> next(int count) {
        List<Transaction> next = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            next.add(next());
        }
        return next;
    }

    Transaction next() {
        id += 1 + random.nextInt(3);
        micros += (long) (-Math.log(1 - random.nextDouble()) * MEAN_GAP_MICROS);
        String type = oneOf(new String[] {"PAYMENT", "TRANSFER", "WITHDRAWAL", "DEPOSIT"}, 60, 20, 12, 8);
        return new Transaction(
                id,
                1 + (long) (ACCOUNTS * Math.pow(random.nextDouble(), 1.7)),
                type,
                BigDecimal.valueOf(Math.round(100 * Math.exp(3.4 + 1.2 * random.nextGaussian())) + 1, 2),
                oneOf(new String[] {"EUR", "GBP", "USD", "CHF"}, 80, 9, 8, 3),
                type.equals("PAYMENT") ? merchants.get(zipf()) : null,
                oneOf(new String[] {"CARD", "MOBILE", "ONLINE", "ATM", "BRANCH"}, 55, 20, 12, 10, 3),
                reference(),
                oneOf(new String[] {"COMPLETED", "DECLINED", "PENDING", "REVERSED"}, 94, 3, 2, 1),
                micros);
    }

    private int zipf() {
        // The inverse of the distribution's continuous form.
        return (int) Math.min(MERCHANTS - 1, Math.exp(random.nextDouble() * Math.log(MERCHANTS)) - 1);
    }

    private String oneOf(String[] values, int... weights) {
        int draw = random.nextInt(100);
        for (int i = 0; i < values.length; i++) {
            draw -= weights[i];
            if (draw < 0) {
                return values[i];
            }
        }
        throw new IllegalStateException("The weights do not add up to 100");
    }

    private String reference() {
        char[] digits = new char[REFERENCE_LENGTH];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = REFERENCE_DIGITS.charAt(random.nextInt(REFERENCE_DIGITS.length()));
        }
        return new String(digits);
    }
}
