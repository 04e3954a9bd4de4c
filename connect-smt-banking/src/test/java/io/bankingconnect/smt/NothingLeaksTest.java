package io.bankingconnect.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bankingconnect.smt.Event.Form;
import io.bankingconnect.smt.Event.Operation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong, no value of a field stands in an exception or in the log. */
class NothingLeaksTest {

    private static final String SECRET = "S3cretValue";

    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void readTheLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreTheLog() {
        System.setErr(stderr);
    }

    @Test
    void theLogIsRead() {
        LoggerFactory.getLogger("io.bankingconnect.smt").trace(SECRET);

        assertThat(log.toString(StandardCharsets.UTF_8)).contains(SECRET);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("failures")
    void aFailureNamesNoValue(Supplier<Transformation<SourceRecord>> transform, Event event) {
        Transformation<SourceRecord> configured = transform.get();

        Throwable failure = catchThrowable(() -> configured.apply(secret(event)));

        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(SECRET);
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("successes")
    void aSuccessLogsNoValue(Supplier<Transformation<SourceRecord>> transform, Event event) {
        transform.get().apply(secret(event));

        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
    }

    /** The secret stands in texts, in an amount's place and in a currency's. */
    private static SourceRecord secret(Event event) {
        return event.record(Map.of(
                "first_name",
                SECRET,
                "last_name",
                SECRET,
                "email",
                SECRET,
                "card_number",
                SECRET,
                "currency",
                SECRET,
                "note",
                SECRET));
    }

    static Stream<Arguments> failures() {
        List<Named<Supplier<Transformation<SourceRecord>>>> all = new ArrayList<>();
        all.add(named("a field is missing", TokenizePii.Value::new, "fields", "nothing", "key", Transforms.KEY));
        all.add(named("a text is no amount", NormalizeMoney.Value::new, "fields", "last_name"));
        all.add(named(
                "a text is no currency",
                NormalizeMoney.Value::new,
                "fields",
                "amount",
                "output",
                "minor",
                "currency.field",
                "currency"));
        all.add(named("a rule is violated", ValidateRules::new, "rules", "r: last_name = 'x'"));
        all.add(named("types do not compare", ValidateRules::new, "rules", "r: last_name > 5"));
        all.add(named("a text is added", ValidateRules::new, "rules", "r: last_name + 1 > 5"));
        all.add(named("a number is matched", ValidateRules::new, "rules", "r: id matches 'x'"));
        all.add(named("a schema drifts", SchemaDriftGuard.Value::new, "schemas", Event.TOPIC + ": nothing string"));
        return events(all);
    }

    static Stream<Arguments> successes() {
        List<Named<Supplier<Transformation<SourceRecord>>>> all = new ArrayList<>();
        all.add(named(
                "a missing field is warned of",
                TokenizePii.Value::new,
                "fields",
                "nothing,last_name",
                "on.missing",
                "warn",
                "key",
                Transforms.KEY));
        all.add(named("everything is searched", MaskPan.Value::new));
        all.add(named(
                "a violation is marked", ValidateRules::new, "rules", "r: last_name = 'x'", "on.violation", "header"));
        all.add(named("an audit", CdcAudit::new, "include", "op,changed_fields,before"));
        all.add(named(
                "a schema drifts",
                SchemaDriftGuard.Value::new,
                "schemas",
                Event.TOPIC + ": id string",
                "on.retyped",
                "warn"));
        return events(all);
    }

    private static Stream<Arguments> events(List<Named<Supplier<Transformation<SourceRecord>>>> transforms) {
        return transforms.stream()
                .flatMap(transform -> Stream.of(
                                Event.struct(Form.FLAT, Operation.CREATE),
                                Event.struct(Form.ENVELOPE, Operation.UPDATE),
                                Event.map(Form.FLAT, Operation.CREATE),
                                Event.map(Form.ENVELOPE, Operation.UPDATE))
                        .map(event -> Arguments.of(transform, event)));
    }

    private static Named<Supplier<Transformation<SourceRecord>>> named(
            String name, Supplier<? extends Transformation<SourceRecord>> create, String... settings) {
        return Named.of(name, () -> Transforms.configured(create.get(), settings));
    }
}
