package io.bankingconnect.smt.money;

import io.bankingconnect.smt.record.FieldMapping;
import io.bankingconnect.smt.record.FieldPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/** Turns amounts of money of any exact form into one. */
public final class MoneyMapping implements FieldMapping {

    private static final String PRECISION = "connect.decimal.precision";
    private static final String TEXT_FORM = "plain text such as -1234.50";

    private final Form form;
    private final CurrencyOf currency;

    /**
     * The form that amounts get.
     *
     * @param minorOut whether as whole numbers of the currency's smallest unit; else as decimals
     * @param minorIn whether whole numbers that come in are in that unit, too
     * @param precision most digits of a decimal
     */
    public record Form(boolean minorOut, boolean minorIn, int scale, int precision, RoundingMode rounding) {}

    public MoneyMapping(Form form, CurrencyOf currency) {
        this.form = form;
        this.currency = currency;
    }

    @Override
    public Mapped compile(FieldPath path, Schema schema) {
        if (schema != null && !Amounts.areDescribedBy(schema)) {
            throw unsupported(path, schema.type());
        }
        return new Mapped(schema == null ? null : outputSchema(schema), (value, row) -> {
            if (value == null) {
                return null;
            }
            BigDecimal amount = amount(path, value, row);
            return form.minorOut() ? minorUnits(path, amount, row) : decimal(path, amount, schema == null);
        });
    }

    private Schema outputSchema(Schema schema) {
        SchemaBuilder builder = form.minorOut()
                ? SchemaBuilder.int64()
                : Decimal.builder(form.scale()).parameter(PRECISION, String.valueOf(form.precision()));
        // A default would have to be converted without a row to tell its currency.
        if (schema.isOptional() || schema.defaultValue() != null) {
            builder.optional();
        }
        Schema output = builder.doc(schema.doc()).build();
        return output.equals(schema) ? schema : output;
    }

    private BigDecimal amount(FieldPath path, Object value, Object row) {
        BigDecimal amount = Amounts.read(value);
        if (amount == null) {
            throw value instanceof String
                    ? new DataException("Field \"" + path + "\" is no amount: it must be " + TEXT_FORM)
                    : unsupported(path, value.getClass().getSimpleName());
        }
        return form.minorIn() && Amounts.isWhole(value) ? amount.movePointLeft(currency.digits(row)) : amount;
    }

    private Object decimal(FieldPath path, BigDecimal amount, boolean asText) {
        BigDecimal result = rounded(path, amount, form.scale());
        if (result.precision() > form.precision()) {
            throw new DataException("Field \"" + path + "\" holds an amount of more than " + form.precision()
                    + " digits; raise precision");
        }
        // Without a schema Connect has no decimals.
        return asText ? result.toPlainString() : result;
    }

    private Object minorUnits(FieldPath path, BigDecimal amount, Object row) {
        int digits = currency.digits(row);
        BigDecimal units = rounded(path, amount, digits).movePointRight(digits);
        try {
            return units.longValueExact();
        } catch (ArithmeticException e) {
            throw new DataException("Field \"" + path + "\" holds an amount beyond 64 bits of minor units");
        }
    }

    private BigDecimal rounded(FieldPath path, BigDecimal amount, int scale) {
        try {
            return amount.setScale(scale, form.rounding());
        } catch (ArithmeticException e) {
            throw new DataException("Field \"" + path + "\" holds an amount of more than " + scale
                    + " decimal places; choose a rounding.mode if it may lose some");
        }
    }

    private static DataException unsupported(FieldPath path, Object type) {
        return new DataException("Field \"" + path + "\" is of type " + type
                + ", which does not hold amounts exactly; name decimal, whole number or text fields");
    }
}
