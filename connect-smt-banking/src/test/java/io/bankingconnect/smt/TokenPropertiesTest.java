package io.bankingconnect.smt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.connect.source.SourceRecord;

class TokenPropertiesTest {

    @Property(tries = 300)
    void aTokenIsTheSameAfterARestartInAnotherTableAndInBothImages(@ForAll String text) {
        Map<String, Object> row = Map.of("email", text);
        Map<String, Object> update = Map.of(
                "before", row, "after", Map.of("email", text, "id", 1L), "source", Map.of("table", "other"), "op", "u");

        Object token = Event.plain(transform().apply(record(row)).value()).get("email");

        assertThat(Event.rows(transform().apply(record(update))))
                .extracting(image -> image.get("email"))
                .containsExactly(token, token);
    }

    @Property(tries = 300)
    void differentTextsHaveDifferentTokens(@ForAll String one, @ForAll String other) {
        Object token = Event.plain(
                        transform().apply(record(Map.of("email", one))).value())
                .get("email");
        Object second = Event.plain(
                        transform().apply(record(Map.of("email", other))).value())
                .get("email");

        assertThat(token.equals(second)).isEqualTo(one.equals(other));
    }

    @Property(tries = 300)
    void aTokenDoesNotHoldTheText(@ForAll @NotBlank @StringLength(min = 6) String text) {
        Object token = Event.plain(
                        transform().apply(record(Map.of("email", text))).value())
                .get("email");

        assertThat((String) token).matches("1\\.[0-9a-f]{32}").doesNotContain(text);
    }

    private static TokenizePii<SourceRecord> transform() {
        return Transforms.configured(new TokenizePii.Value<>(), "fields", "email", "key", Transforms.KEY);
    }

    private static SourceRecord record(Map<String, ?> value) {
        return new SourceRecord(Map.of(), Map.of(), "t", null, value);
    }
}
