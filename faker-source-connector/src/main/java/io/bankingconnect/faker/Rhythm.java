package io.bankingconnect.faker;

/**
 * How busy a bank is over the week: quiet nights, peaks at noon and in the evening, Fridays and Saturdays above the
 * others. Hours are those of UTC.
 *
 * <p>Activity is the time that a steady clock would show: it runs fast in busy hours and slowly in quiet ones, and as far
 * as real time in a week.
 */
final class Rhythm {

    private static final int HOURS = 7 * 24;
    private static final double MICROS_PER_HOUR = 3.6e9;
    /** From the epoch, a Thursday, back to a Monday. */
    private static final double FIRST_MONDAY_HOURS = -3 * 24;

    private static final double[] BY_HOUR = {
        0.30, 0.20, 0.15, 0.15, 0.20, 0.40, 0.70, 1.00, 1.20, 1.20, 1.30, 1.50,
        1.70, 1.50, 1.30, 1.30, 1.40, 1.60, 1.70, 1.50, 1.20, 1.00, 0.80, 0.50
    };
    private static final double[] BY_DAY = {0.95, 0.95, 1.00, 1.05, 1.20, 1.15, 0.70};

    private static final double[] WEIGHT = new double[HOURS];
    /** The activity from Monday midnight to each hour. */
    private static final double[] REACHED = new double[HOURS + 1];

    static {
        double sum = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            WEIGHT[hour] = BY_HOUR[hour % 24] * BY_DAY[hour / 24];
            sum += WEIGHT[hour];
        }
        for (int hour = 0; hour < HOURS; hour++) {
            WEIGHT[hour] *= HOURS / sum;
            REACHED[hour + 1] = REACHED[hour] + WEIGHT[hour];
        }
    }

    private Rhythm() {}

    /** The share of a week's transactions that falls on a day, from 0 for Monday to 6 for Sunday. */
    static double shareOfDay(int day) {
        return (REACHED[24 * day + 24] - REACHED[24 * day]) / HOURS;
    }

    /** The activity, in hours, up to a moment. */
    static double activityAt(long micros) {
        double hours = micros / MICROS_PER_HOUR - FIRST_MONDAY_HOURS;
        double weeks = Math.floor(hours / HOURS);
        double inWeek = hours - weeks * HOURS;
        int hour = Math.min(HOURS - 1, (int) inWeek);
        return weeks * HOURS + REACHED[hour] + (inWeek - hour) * WEIGHT[hour];
    }

    /** The moment at which so much activity was reached. */
    static long microsAt(double activityHours) {
        double weeks = Math.floor(activityHours / HOURS);
        double inWeek = activityHours - weeks * HOURS;
        int low = 0;
        int high = HOURS - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (REACHED[middle] <= inWeek) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        double hours = weeks * HOURS + low + (inWeek - REACHED[low]) / WEIGHT[low];
        return Math.round((hours + FIRST_MONDAY_HOURS) * MICROS_PER_HOUR);
    }
}
