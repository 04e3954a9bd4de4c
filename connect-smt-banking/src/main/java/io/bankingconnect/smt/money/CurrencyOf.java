package io.bankingconnect.smt.money;

import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.Values;
import java.util.Currency;
import org.apache.kafka.connect.errors.DataException;

/** Tells how many decimal places an amount's currency has, by ISO 4217. */
public interface CurrencyOf {

    /** @throws DataException if the row does not name a currency with minor units */
    int digits(Object row);

    /** One currency for all rows. */
    static CurrencyOf fixed(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        return row -> digits;
    }

    /** The currency whose code is in a field. */
    static CurrencyOf field(FieldPath path) {
        return row -> {
            Object code = Values.read(row, path);
            if (code instanceof String text) {
                int digits = digitsOf(text);
                if (digits >= 0) {
                    return digits;
                }
            }
            throw new DataException(
                    "Field \"" + path + "\" holds no ISO 4217 code of a currency with minor units, which"
                            + " the amounts beside it need");
        };
    }

    /** The decimal places of a currency, or -1 if there is no such currency or it has none, as gold. */
    static int digitsOf(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
