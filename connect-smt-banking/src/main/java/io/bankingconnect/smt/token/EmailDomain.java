package io.bankingconnect.smt.token;

/** The domain of an email address. */
final class EmailDomain {

    private EmailDomain() {}

    /**
     * The text from the {@code @} on, or nothing if the text is not an email address: what only looks like one, such as a
     * note with an {@code @} in it, must not show its second half.
     */
    static String of(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || hasSpace(text, at)) {
            return "";
        }
        int lastDot = -1;
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (lastDot == i - 1 || i == at + 1) {
                    return "";
                }
                lastDot = i;
            } else if (!isLetterOrDigit(c) && c != '-') {
                return "";
            }
        }
        return lastDot > at && lastDot < text.length() - 2 ? text.substring(at) : "";
    }

    private static boolean hasSpace(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
