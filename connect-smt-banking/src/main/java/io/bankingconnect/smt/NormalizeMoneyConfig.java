package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.bankingconnect.smt.money.CurrencyOf;
import io.bankingconnect.smt.money.MoneyMapping;
import io.bankingconnect.smt.money.MoneyMapping.Form;
import io.bankingconnect.smt.record.FieldPath;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link NormalizeMoney}. */
final class NormalizeMoneyConfig extends TransformConfig {

    static final String OUTPUT = "output";
    static final String SCALE = "scale";
    static final String PRECISION = "precision";
    static final String INTEGER_UNIT = "integer.unit";
    static final String CURRENCY = "currency";
    static final String CURRENCY_FIELD = "currency.field";
    static final String ROUNDING_MODE = "rounding.mode";

    private enum Output {
        DECIMAL,
        MINOR
    }

    private enum Unit {
        MAJOR,
        MINOR
    }

    private static final Choices OUTPUTS = Choices.of(Output.class);
    private static final Choices UNITS = Choices.of(Unit.class);
    private static final Choices ROUNDING_MODES =
            new Choices(List.of("UNNECESSARY", "HALF_EVEN", "HALF_UP", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR"));

    static final ConfigDef DEF = FieldKeys.define(
                    new ConfigDef(),
                    "Amounts: decimals, Debezium's decimals of variable scale, whole numbers, or plain text.")
            .define(
                    OUTPUT,
                    Type.STRING,
                    "decimal",
                    OUTPUTS,
                    HIGH,
                    "decimal gives decimals of one scale (text such as 12.50 in records without a schema); minor gives"
                            + " 64-bit whole numbers of the currency's smallest unit.",
                    "Money",
                    1,
                    Width.SHORT,
                    "Output",
                    List.of(),
                    OUTPUTS)
            .define(
                    SCALE,
                    Type.INT,
                    2,
                    between(0, 38),
                    MEDIUM,
                    "Decimal places with " + OUTPUT + "=decimal.",
                    "Money",
                    2,
                    Width.SHORT,
                    "Scale (decimal places)")
            .define(
                    PRECISION,
                    Type.INT,
                    18,
                    between(1, 38),
                    MEDIUM,
                    "Most digits of a decimal, told to converters and warehouses; a larger amount is an error.",
                    "Money",
                    3,
                    Width.SHORT,
                    "Precision (digits)",
                    List.of(),
                    (AcrossKeys) NormalizeMoneyConfig::checkPrecision)
            .define(
                    INTEGER_UNIT,
                    Type.STRING,
                    "major",
                    UNITS,
                    MEDIUM,
                    "What whole numbers that come in count: major units (euros) or minor ones (cents).",
                    "Money",
                    4,
                    Width.SHORT,
                    "Unit of whole numbers",
                    List.of(),
                    UNITS)
            .define(
                    CURRENCY,
                    Type.STRING,
                    "",
                    NormalizeMoneyConfig::checkCurrency,
                    MEDIUM,
                    "The currency of all amounts, an ISO 4217 code. Minor units need this or " + CURRENCY_FIELD + ".",
                    "Money",
                    5,
                    Width.SHORT,
                    "Currency",
                    List.of(),
                    (AcrossKeys) NormalizeMoneyConfig::checkOneCurrency)
            .define(
                    CURRENCY_FIELD,
                    Type.STRING,
                    "",
                    FieldPath::checkOne,
                    MEDIUM,
                    "Field of the same row that holds the currency.",
                    "Money",
                    6,
                    Width.MEDIUM,
                    "Currency field")
            .define(
                    ROUNDING_MODE,
                    Type.STRING,
                    "UNNECESSARY",
                    ROUNDING_MODES,
                    LOW,
                    "How to round what does not fit the scale. UNNECESSARY takes a loss for an error.",
                    "Money",
                    7,
                    Width.SHORT,
                    "Rounding mode",
                    List.of(),
                    ROUNDING_MODES);

    NormalizeMoneyConfig(Map<String, ?> props) {
        super(DEF, props);
    }

    MoneyMapping mapping() {
        Form form = new Form(
                getString(OUTPUT).equals("minor"),
                getString(INTEGER_UNIT).equals("minor"),
                getInt(SCALE),
                getInt(PRECISION),
                RoundingMode.valueOf(getString(ROUNDING_MODE).toUpperCase(Locale.ROOT)));
        return new MoneyMapping(form, currency());
    }

    private CurrencyOf currency() {
        if (!getString(CURRENCY).isEmpty()) {
            return CurrencyOf.fixed(Currency.getInstance(getString(CURRENCY)));
        }
        String field = getString(CURRENCY_FIELD);
        return field.isEmpty() ? null : CurrencyOf.field(FieldPath.of(field));
    }

    private static void checkCurrency(String key, Object value) {
        if (value instanceof String code && !code.isEmpty() && CurrencyOf.digitsOf(code) < 0) {
            throw new ConfigException(key, value, "must be the ISO 4217 code of a currency with minor units");
        }
    }

    private static void checkPrecision(String key, Map<String, Object> parsed) {
        if (parsed.get(SCALE) instanceof Integer scale
                && parsed.get(PRECISION) instanceof Integer precision
                && precision < scale) {
            throw new ConfigException(key, precision, "must be at least " + SCALE + ", which is " + scale);
        }
    }

    private static void checkOneCurrency(String key, Map<String, Object> parsed) {
        boolean fixed = !"".equals(parsed.getOrDefault(CURRENCY, ""));
        boolean field = !"".equals(parsed.getOrDefault(CURRENCY_FIELD, ""));
        boolean minor = "minor".equals(parsed.get(OUTPUT)) || "minor".equals(parsed.get(INTEGER_UNIT));
        if (fixed && field) {
            throw new ConfigException(
                    key, parsed.get(CURRENCY), "must be empty, because " + CURRENCY_FIELD + " is set");
        }
        if (minor && !fixed && !field) {
            throw new ConfigException(
                    key, "", "must be set, or " + CURRENCY_FIELD + ": minor units depend on the currency");
        }
    }
}
