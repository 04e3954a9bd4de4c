package io.bankingconnect.faker;

import java.time.LocalDate;

/** Writes moments as ISO 8601 texts in UTC with microseconds, quickly if they are of the same day. Not thread-safe. */
final class Timestamps {

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final char[] text = "0000-00-00T00:00:00.000000Z".toCharArray();
    private long day = Long.MIN_VALUE;

    /** @param micros since the epoch, in the years 0 to 9999 */
    String of(long micros) {
        long wanted = Math.floorDiv(micros, MICROS_PER_DAY);
        if (wanted != day) {
            LocalDate.ofEpochDay(wanted).toString().getChars(0, 10, text, 0);
            day = wanted;
        }
        long rest = micros - day * MICROS_PER_DAY;
        put(26, 6, rest % 1_000_000);
        int seconds = (int) (rest / 1_000_000);
        put(19, 2, seconds % 60);
        put(16, 2, seconds / 60 % 60);
        put(13, 2, seconds / 3600);
        return new String(text);
    }

    private void put(int end, int digits, long number) {
        long left = number;
        for (int i = end - 1; i >= end - digits; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }
}
