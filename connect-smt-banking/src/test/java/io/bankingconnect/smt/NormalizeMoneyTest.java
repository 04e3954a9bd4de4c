package io.bankingconnect.smt;

import static io.bankingconnect.smt.Transforms.configured;
import static io.bankingconnect.smt.Transforms.errors;
import static io.bankingconnect.smt.Transforms.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.smt.Event.Form;
import io.bankingconnect.smt.Event.Operation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizeMoneyTest {

    private static final Schema VARIABLE = SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .version(1)
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .build();

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void amountsBecomeDecimalsOfOneScaleInEveryImage(Event event) {
        SourceRecord result = money("fields", "amount", "scale", "4").apply(event.record());

        Object expected = event.withSchema() ? new BigDecimal("12.5000") : "12.5000";
        assertThat(Event.currentRow(result)).containsEntry("amount", expected).containsEntry("currency", "EUR");
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void amountsBecomeMinorUnitsOfTheCurrencyBesideThem(Event event) {
        NormalizeMoney<SourceRecord> transform =
                money("fields", "amount", "output", "minor", "currency.field", "currency");

        assertThat(Event.currentRow(transform.apply(event.record()))).containsEntry("amount", 1250L);
        assertThat(Event.currentRow(transform.apply(event.record(Map.of("currency", "KWD")))))
                .containsEntry("amount", 12500L);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("amounts")
    void everyExactFormIsUnderstood(String what, Schema schema, Object value) {
        Schema row = SchemaBuilder.struct().field("amount", schema).build();
        SourceRecord record = record(row, new Struct(row).put("amount", value));

        SourceRecord result = money("fields", "amount", "scale", "3").apply(record);

        assertThat(Event.plain(result.value())).isEqualTo(Map.of("amount", new BigDecimal("1234.000")));
        assertThat(result.valueSchema().field("amount").schema())
                .isEqualTo(Decimal.builder(3)
                        .parameter("connect.decimal.precision", "18")
                        .build());
    }

    static Stream<Arguments> amounts() {
        return Stream.of(
                Arguments.of("decimal", Decimal.schema(1), new BigDecimal("1234.0")),
                Arguments.of(
                        "decimal of variable scale",
                        VARIABLE,
                        new Struct(VARIABLE)
                                .put("scale", 2)
                                .put("value", BigInteger.valueOf(123400).toByteArray())),
                Arguments.of("text", Schema.STRING_SCHEMA, " +1234.00 "),
                Arguments.of("64-bit whole number", Schema.INT64_SCHEMA, 1234L),
                Arguments.of("16-bit whole number", Schema.INT16_SCHEMA, (short) 1234));
    }

    @Test
    void wholeNumbersMayComeInMinorUnits() {
        NormalizeMoney<SourceRecord> transform = money("fields", "amount", "integer.unit", "minor", "currency", "EUR");

        assertThat(transform.apply(record(null, Map.of("amount", 1250L))).value())
                .isEqualTo(Map.of("amount", "12.50"));
        assertThat(transform.apply(record(null, Map.of("amount", "1250"))).value())
                .isEqualTo(Map.of("amount", "1250.00"));
    }

    @Test
    void aSchemaThatFitsAlreadyIsKept() {
        SourceRecord record = Event.struct(Form.ENVELOPE, Operation.UPDATE).record();

        assertThat(money("fields", "amount").apply(record).valueSchema()).isSameAs(record.valueSchema());
    }

    @Test
    void nullStaysNull() {
        SourceRecord record = record(null, Collections.singletonMap("amount", null));

        assertThat(money("fields", "amount").apply(record).value()).isEqualTo(record.value());
    }

    @ParameterizedTest(name = "{0} of {1} in {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal|12.345|EUR|Field \"amount\" holds an amount of more than 2 decimal places; choose a"
                        + " rounding.mode if it may lose some",
                "minor|12.5|JPY|Field \"amount\" holds an amount of more than 0 decimal places; choose a"
                        + " rounding.mode if it may lose some",
                "decimal|12345678901234567.00|EUR|Field \"amount\" holds an amount of more than 18 digits; raise"
                        + " precision",
                "minor|99999999999999999999|EUR|Field \"amount\" holds an amount beyond 64 bits of minor units",
                "minor|1|XAU|Field \"currency\" holds no ISO 4217 code of a currency with minor units, which the amounts"
                        + " beside it need",
                "minor|1|Euros|Field \"currency\" holds no ISO 4217 code of a currency with minor units, which the amounts"
                        + " beside it need",
                "decimal|1e5|EUR|Field \"amount\" is no amount: it must be plain text such as -1234.50",
                "decimal|1.2.3|EUR|Field \"amount\" is no amount: it must be plain text such as -1234.50",
                "decimal|.|EUR|Field \"amount\" is no amount: it must be plain text such as -1234.50",
                "decimal|1,234.50|EUR|Field \"amount\" is no amount: it must be plain text such as -1234.50",
            })
    void aLossIsAnError(String output, String amount, String currency, String message) {
        NormalizeMoney<SourceRecord> transform =
                money("fields", "amount", "output", output, "currency.field", "currency");

        assertThatThrownBy(() -> transform.apply(record(null, Map.of("amount", amount, "currency", currency))))
                .isInstanceOf(DataException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void binaryFloatingPointNumbersAreRefused() {
        Schema row =
                SchemaBuilder.struct().field("amount", Schema.FLOAT64_SCHEMA).build();
        String message = ", which does not hold amounts exactly; name decimal, whole number or text fields";

        assertThatThrownBy(() -> money("fields", "amount").apply(record(row, new Struct(row).put("amount", 0.1))))
                .isInstanceOf(DataException.class)
                .hasMessage("Field \"amount\" is of type FLOAT64" + message);
        assertThatThrownBy(() -> money("fields", "amount").apply(record(null, Map.of("amount", 0.1))))
                .isInstanceOf(DataException.class)
                .hasMessage("Field \"amount\" is of type Double" + message);
    }

    @Test
    void roundingIsDoneWhenAskedFor() {
        NormalizeMoney<SourceRecord> transform = money("fields", "amount", "rounding.mode", "HALF_EVEN");

        assertThat(transform.apply(record(null, Map.of("amount", "12.345"))).value())
                .isEqualTo(Map.of("amount", "12.34"));
    }

    @Property(tries = 500)
    void amountsComeBackExactlyFromMinorUnits(
            @ForAll @BigRange(min = "-9999999999999.999", max = "9999999999999.999") @Scale(3) BigDecimal any,
            @ForAll("currencies") String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        BigDecimal amount = any.setScale(digits, RoundingMode.DOWN);
        NormalizeMoney<SourceRecord> toMinor = money("fields", "amount", "output", "minor", "currency", currency);
        NormalizeMoney<SourceRecord> back = money(
                "fields", "amount", "integer.unit", "minor", "currency", currency, "scale", String.valueOf(digits));
        Schema row =
                SchemaBuilder.struct().field("amount", Decimal.schema(digits)).build();

        SourceRecord minor = toMinor.apply(record(row, new Struct(row).put("amount", amount)));

        assertThat(Event.plain(minor.value()))
                .isEqualTo(Map.of("amount", amount.unscaledValue().longValueExact()));
        assertThat(Event.plain(back.apply(minor).value())).isEqualTo(Map.of("amount", amount));
    }

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of("EUR", "JPY", "KWD", "USD", "CLP", "TND");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "currency|EURO|must be the ISO 4217 code of a currency with minor units|currency",
                "currency.field|a b|is not a field name|currency.field",
                "output|minor|must be set, or currency.field: minor units depend on the currency|currency",
                "scale|-1|Value must be at least 0|scale",
                "precision|1|must be at least scale, which is 2|precision",
                "rounding.mode|half|must be one of UNNECESSARY, HALF_EVEN|rounding.mode",
                "integer.unit|cents|must be one of major, minor|integer.unit",
            })
    void aWrongSettingIsRefusedOnItsKey(String key, String value, String message, String reportedOn) {
        Map<String, String> settings = map("fields", "amount", key, value);

        Map<String, List<String>> errors = errors(new NormalizeMoney.Value<SourceRecord>().config(), settings);

        assertThat(errors).containsOnlyKeys(reportedOn);
        assertThat(errors.values().iterator().next()).singleElement().asString().contains(message);
    }

    private static NormalizeMoney<SourceRecord> money(String... settings) {
        return configured(new NormalizeMoney.Value<>(), settings);
    }

    private static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "t", schema, value);
    }
}
