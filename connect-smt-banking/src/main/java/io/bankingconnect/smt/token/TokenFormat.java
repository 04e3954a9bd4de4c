package io.bankingconnect.smt.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How the 32 bytes of a hash are written. */
public enum TokenFormat {
    HEX(64, ".") {
        @Override
        String write(byte[] hash, int length) {
            byte[] text = new byte[length];
            for (int i = 0; i < length; i++) {
                text[i] = HEX_DIGITS[hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf];
            }
            return new String(text, StandardCharsets.ISO_8859_1);
        }
    },
    BASE64URL(43, ".") {
        @Override
        String write(byte[] hash, int length) {
            return new String(BASE64.encode(hash), 0, length, StandardCharsets.ISO_8859_1);
        }
    },
    DIGITS(64, "") {
        @Override
        String write(byte[] hash, int length) {
            byte[] text = new byte[length];
            ByteBuffer numbers = ByteBuffer.wrap(hash);
            long number = 0;
            for (int i = 0; i < length; i++) {
                if (i % DIGITS_PER_LONG == 0) {
                    number = numbers.getLong();
                }
                text[i] = (byte) ('0' + Long.remainderUnsigned(number, 10));
                number = Long.divideUnsigned(number, 10);
            }
            return new String(text, StandardCharsets.ISO_8859_1);
        }
    };

    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    // 64 bits hold 19 digits; the lowest 16 of them are as good as uniform.
    private static final int DIGITS_PER_LONG = 16;

    private final int mostCharacters;
    private final String separator;

    TokenFormat(int mostCharacters, String separator) {
        this.mostCharacters = mostCharacters;
        this.separator = separator;
    }

    public int mostCharacters() {
        return mostCharacters;
    }

    /** What stands between the key's id and the hash. */
    String separator() {
        return separator;
    }

    abstract String write(byte[] hash, int length);
}
