package io.bankingconnect.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommitEventTest {

    private static final CommitEvent EVENT = event(40, 2);

    @Test
    void comesBackFromItsOwnJson() {
        assertThat(CommitEvent.of(EVENT.toJson())).isEqualTo(EVENT);
    }

    @Property
    void comesBackFromWhatConnectsJsonConverterMakesOfIt(
            @ForAll @LongRange(min = 0) long start, @ForAll @LongRange(min = 0, max = 1_000_000) long length) {
        CommitEvent event = event(start, Math.min(length, Long.MAX_VALUE - start));

        assertThat(CommitEvent.of(throughJsonConverter(event.toJson()))).isEqualTo(event);
    }

    @Test
    void isKeyedByTopicAndPartitionSoThatItsOrderHolds() {
        assertThat(EVENT.recordKey()).isEqualTo("banking.public.accounts-3");
    }

    @Test
    void toleratesFieldsOfLaterReleases() {
        String later = EVENT.toJson().replaceFirst("\\{", "{\"colour\":\"green\",");

        assertThat(CommitEvent.of(later)).isEqualTo(EVENT);
    }

    @Test
    void refusesANewerVersionEvenWhenItLooksDifferent() {
        assertThatThrownBy(() -> CommitEvent.of("{\"version\":2,\"ranges\":[]}"))
                .isInstanceOf(DataException.class)
                .hasMessage("Lake commit event of version 2: this release reads versions up to 1, upgrade it");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unreadable")
    void refusesWhatIsNoCommitEventWithoutQuotingIt(Object value, String reason) {
        assertThatThrownBy(() -> CommitEvent.of(value))
                .isInstanceOf(DataException.class)
                .hasNoCause()
                .hasMessage("Not a lake commit event: " + reason + "; check the topic, and that value.converter is"
                        + " JsonConverter with schemas.enable=false");
    }

    static Stream<Arguments> unreadable() {
        String json = EVENT.toJson();
        return Stream.of(
                Arguments.of(null, "it is not a JSON object"),
                Arguments.of("[]", "it is not a JSON object"),
                Arguments.of("", "it is not a JSON object"),
                Arguments.of("DE89 3704", "it is not JSON"),
                Arguments.of(json + json, "a field is missing or wrong"),
                Arguments.of(Map.of("version", 1), "field connector is missing or wrong"),
                Arguments.of(json.replace("\"rows\":2", "\"rows\":\"two\""), "field files.0.rows is missing or wrong"),
                Arguments.of(json.replace("\"rows\":2,", ""), "field files.0.rows is missing or wrong"),
                Arguments.of(
                        json.replace("\"endOffset\":42", "\"endOffset\":null"), "field endOffset is missing or wrong"),
                Arguments.of(json.replace("\"endOffset\":42", "\"endOffset\":39"), "a field is missing or wrong"),
                Arguments.of(json.replace("\"table\":\"accounts\"", "\"table\":null"), "a field is missing or wrong"));
    }

    private static Object throughJsonConverter(String json) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), false);
        SchemaAndValue value =
                converter.toConnectData("commits", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return value.value();
    }

    private static CommitEvent event(long start, long length) {
        LakeFile file = new LakeFile(
                "banking-raw",
                "accounts/2026/01/31/banking.public.accounts+3+0000000040.parquet",
                "9b2cf535f27731c974343645a3985328",
                1234,
                2,
                start,
                start + length,
                1_769_817_600_000L,
                1_769_817_600_999L,
                List.of(new LakeColumn("id", "long"), new LakeColumn("balance", "decimal(18,2)")));
        return new CommitEvent(
                1, "lake", "banking.public.accounts", 3, "accounts", 7, start, start + length, List.of(file));
    }
}
