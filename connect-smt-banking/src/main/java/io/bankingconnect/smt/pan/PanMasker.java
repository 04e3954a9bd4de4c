package io.bankingconnect.smt.pan;

/**
 * Finds payment card numbers in text and masks them. A number has 13 to 19 digits, maybe with single spaces, hyphens or dots
 * between groups of them, lies in a range that cards are issued from and has a valid check digit. Digits that belong to a
 * longer number are none. Not thread-safe.
 */
public final class PanMasker {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private final int visibleFirst;
    private final int visibleLast;
    private final char maskCharacter;
    private int count;

    public PanMasker(int visibleFirst, int visibleLast, char maskCharacter) {
        this.visibleFirst = visibleFirst;
        this.visibleLast = visibleLast;
        this.maskCharacter = maskCharacter;
    }

    /** Counts numbers that were masked before and are used again. */
    void addCount(int masked) {
        count += masked;
    }

    int count() {
        return count;
    }

    /** How many numbers were masked since this was last asked. */
    public int takeCount() {
        int taken = count;
        count = 0;
        return taken;
    }

    /** The text with its card numbers masked; the same object if there are none. */
    public String mask(String text) {
        if (!hasEnoughDigits(text)) {
            return text;
        }
        String masked = text;
        // What stays visible of one number may make another with the digits beside it.
        for (String before = null; before != masked; ) {
            before = masked;
            masked = maskedOnce(before);
        }
        return masked;
    }

    private String maskedOnce(String text) {
        String masked = text;
        int start = nextGroup(masked, 0);
        while (start >= 0) {
            int end = endOfNumber(masked, start);
            if (end < 0) {
                start = nextGroup(masked, endOfGroup(masked, start));
            } else {
                masked = hidden(masked, start, end);
                count++;
                start = nextGroup(masked, end);
            }
        }
        return masked;
    }

    private static boolean hasEnoughDigits(String text) {
        int missing = SHORTEST;
        for (int i = 0; i < text.length() && missing <= text.length() - i; i++) {
            if (isDigit(text.charAt(i)) && --missing == 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the longest card number that begins here ends, or -1. */
    private static int endOfNumber(String text, int start) {
        int best = -1;
        int digits = 0;
        int firstFour = 0;
        // The sum from the left, with every digit weighed both ways: the check digit's place is known only at the end.
        int sumIfOdd = 0;
        int sumIfEven = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                if (isSeparator(c) && i + 1 < text.length() && isDigit(text.charAt(i + 1))) {
                    continue;
                }
                break;
            }
            int digit = c - '0';
            if (++digits > LONGEST) {
                break;
            }
            if (digits <= 4) {
                firstFour = 10 * firstFour + digit;
            }
            int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
            sumIfOdd += digits % 2 == 1 ? digit : doubled;
            sumIfEven += digits % 2 == 0 ? digit : doubled;
            boolean groupEnds = i + 1 == text.length() || !isDigit(text.charAt(i + 1));
            int sum = digits % 2 == 1 ? sumIfOdd : sumIfEven;
            if (groupEnds && sum % 10 == 0 && CardRanges.include(firstFour, digits)) {
                best = i + 1;
            }
        }
        return best;
    }

    private String hidden(String text, int start, int end) {
        char[] characters = text.toCharArray();
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += isDigit(characters[i]) ? 1 : 0;
        }
        int position = 0;
        for (int i = start; i < end; i++) {
            if (isDigit(characters[i])) {
                if (position >= visibleFirst && position < digits - visibleLast) {
                    characters[i] = maskCharacter;
                }
                position++;
            }
        }
        return new String(characters);
    }

    private static int nextGroup(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static int endOfGroup(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '\u00a0';
    }
}
