package io.bankingconnect.smt;

import static io.bankingconnect.smt.Transforms.KEY;
import static io.bankingconnect.smt.Transforms.OTHER_KEY;
import static io.bankingconnect.smt.Transforms.configured;
import static io.bankingconnect.smt.Transforms.errors;
import static io.bankingconnect.smt.Transforms.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.smt.Event.Form;
import io.bankingconnect.smt.Event.Operation;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizePiiTest {

    // openssl dgst -sha256 -hmac 01234567890123456789012345678901, of "last_name", a zero byte, "t" and "Lovelace".
    private static final String LOVELACE = "1.f5381b8c5fd3c7981b5c9da954b930eb";

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void everyImageHasTheSameTokenForTheSameValue(Event event) {
        SourceRecord result = tokenize("fields", "last_name").apply(event.record());

        assertThat(Event.rows(result))
                .extracting(row -> row.get("last_name"))
                .containsOnly(LOVELACE)
                .hasSameSizeAs(Event.rows(event.record()));
        assertThat(Event.currentRow(result)).containsEntry("first_name", "Ada").containsEntry("id", 7L);
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#all")
    void keysBecomeTokensOfTombstonesToo(Event event) {
        TokenizePii<SourceRecord> transform = configured(new TokenizePii.Key<>(), "fields", "id", "key", KEY);

        SourceRecord result = transform.apply(event.record());

        assertThat((String) Event.plain(result.key()).get("id")).matches("1\\.[0-9a-f]{32}");
        assertThat(result.value()).isEqualTo(event.record().value());
    }

    @Test
    void aNumberAndItsTextHaveOneToken() {
        SourceRecord number = tokenize("fields", "id").apply(event().record());
        SourceRecord text = tokenize("fields", "id")
                .apply(Event.map(Form.FLAT, Operation.CREATE).record(Map.of("id", "7")));

        assertThat(Event.currentRow(number).get("id"))
                .isEqualTo(Event.currentRow(text).get("id"));
        assertThat(number.valueSchema().field("id").schema()).isEqualTo(Schema.STRING_SCHEMA);
    }

    @Test
    void everyFieldIsADomainOfItsOwnUnlessTheyShareOne() {
        SourceRecord record = event().record(Map.of("first_name", "Kim", "last_name", "Kim"));

        Map<String, Object> separate =
                Event.currentRow(tokenize("fields", "first_name,last_name").apply(record));
        Map<String, Object> shared = Event.currentRow(
                tokenize("fields", "first_name,last_name", "domain", "name").apply(record));

        assertThat(separate.get("first_name")).isNotEqualTo(separate.get("last_name"));
        assertThat(shared.get("first_name")).isEqualTo(shared.get("last_name"));
    }

    @Test
    void anotherKeyGivesOtherTokens() {
        SourceRecord record = event().record();

        Object token =
                Event.currentRow(tokenize("fields", "email").apply(record)).get("email");
        Object other = Event.currentRow(
                        configured(new TokenizePii.Value<SourceRecord>(), "fields", "email", "key", OTHER_KEY)
                                .apply(record))
                .get("email");

        assertThat(token).isNotEqualTo(other);
    }

    @ParameterizedTest(name = "output {0} of {1} characters")
    @CsvSource({
        "hex, 16, 1\\.[0-9a-f]{16}",
        "hex, 64, 1\\.[0-9a-f]{64}",
        "base64url, 43, 1\\.[A-Za-z0-9_-]{43}",
        "digits, 64, 1[0-9]{64}"
    })
    void tokensHaveTheChosenForm(String output, String length, String pattern) {
        SourceRecord result = tokenize("fields", "last_name", "output", output, "length", length)
                .apply(event().record());

        assertThat((String) Event.currentRow(result).get("last_name")).matches(pattern);
    }

    @ParameterizedTest(name = "normalize={0} makes \"{1}\" and \"{2}\" equal")
    @CsvSource(
            value = {"lower|ADA|ada", "trim|' Ada '|Ada", "digits|+44 (0)20-7946|440207946", "trim,lower|' ADA'|ada"},
            delimiter = '|')
    void spellingsShareATokenOnceNormalised(String normalize, String one, String other) {
        TokenizePii<SourceRecord> transform = tokenize("fields", "last_name", "normalize", normalize);

        Object token = Event.currentRow(transform.apply(event().record(Map.of("last_name", one))))
                .get("last_name");
        Object same = Event.currentRow(transform.apply(event().record(Map.of("last_name", other))))
                .get("last_name");

        assertThat(token).isEqualTo(same);
    }

    @Test
    void valuesWithoutADigitDoNotBecomeOne() {
        TokenizePii<SourceRecord> transform = tokenize("fields", "last_name", "normalize", "digits");

        Object none = Event.currentRow(transform.apply(event().record(Map.of("last_name", "none"))))
                .get("last_name");
        Object other = Event.currentRow(transform.apply(event().record(Map.of("last_name", "ask"))))
                .get("last_name");

        assertThat(none).isNotEqualTo(other);
    }

    @ParameterizedTest(name = "{0} keeps {1}")
    @CsvSource({
        "ada@example.org, @example.org",
        "ada@mail.example.co.uk, @mail.example.co.uk",
        "12 Main St c/o x@y.org, ''",
        "ada@@example.org, ''",
        "ada@localhost, ''",
        "@example.org, ''",
        "meet me @ Kim's, ''",
        "ada@example.org Tel 5, ''"
    })
    void onlyADomainOfAnEmailAddressIsPreserved(String text, String end) {
        SourceRecord result = tokenize("fields", "email", "preserve.email.domain", "true")
                .apply(event().record(Map.of("email", text)));

        assertThat((String) Event.currentRow(result).get("email")).matches("1\\.[0-9a-f]{32}\\Q" + end + "\\E");
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void nullStaysNullUnlessItIsToBeHidden(Event event) {
        Map<String, Object> kept = Event.currentRow(tokenize("fields", "note").apply(event.record()));
        Map<String, Object> hidden = Event.currentRow(
                tokenize("fields", "note", "null.policy", "tokenize").apply(event.record()));

        assertThat(kept).containsEntry("note", null);
        assertThat((String) hidden.get("note")).matches("1\\.[0-9a-f]{32}");
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void whileAKeyIsRotatedThePreviousTokenStandsBesideTheNewOne(Event event) {
        TokenizePii<SourceRecord> rotating = configured(
                new TokenizePii.Value<>(),
                "fields",
                "last_name",
                "key",
                OTHER_KEY,
                "key.id",
                "2",
                "key.previous",
                KEY,
                "key.previous.id",
                "1");

        Map<String, Object> row = Event.currentRow(rotating.apply(event.record()));

        assertThat((String) row.get("last_name")).startsWith("2.");
        assertThat(row).containsEntry("last_name__previous", LOVELACE);
    }

    @Test
    void dotsLeadIntoNestedStructures() {
        Schema home = SchemaBuilder.struct()
                .name("Home")
                .optional()
                .field("city", Schema.STRING_SCHEMA)
                .build();
        Schema row = SchemaBuilder.struct().name("Row").field("home", home).build();
        TokenizePii<SourceRecord> transform = tokenize("fields", "home.city");

        SourceRecord struct =
                transform.apply(record(row, new Struct(row).put("home", new Struct(home).put("city", "Bonn"))));
        SourceRecord noHome = transform.apply(record(row, new Struct(row)));
        SourceRecord map = transform.apply(record(null, Map.of("home", Map.of("city", "Bonn"))));

        String token = ((Struct) struct.value()).getStruct("home").getString("city");
        assertThat(token).matches("1\\.[0-9a-f]{32}");
        assertThat(Event.plain(map.value())).isEqualTo(Map.of("home", Map.of("city", token)));
        assertThat(((Struct) noHome.value()).getStruct("home")).isNull();
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void aMissingFieldFailsByName(Event event) {
        TokenizePii<SourceRecord> transform = tokenize("fields", "last_nam");

        assertThatThrownBy(() -> transform.apply(event.record()))
                .isInstanceOf(DataException.class)
                .hasMessage("TokenizePii: the value of a record of topic \"banking.public.payments\" has no field"
                        + " \"last_nam\"; correct its name, or let such records pass with on.missing=ignore");
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void aMissingFieldMayBeIgnoredWhileTheOthersBecomeTokens(Event event) {
        SourceRecord result =
                tokenize("fields", "last_nam,last_name", "on.missing", "ignore").apply(event.record());

        assertThat(Event.currentRow(result)).containsEntry("last_name", LOVELACE);
    }

    @Test
    void aKeyThatIsNoStructureLacksTheFields() {
        TokenizePii<SourceRecord> transform = configured(new TokenizePii.Key<>(), "fields", "id", "key", KEY);
        SourceRecord record =
                new SourceRecord(Map.of(), Map.of(), "t", Schema.STRING_SCHEMA, "Lovelace", Schema.STRING_SCHEMA, "x");

        assertThatThrownBy(() -> transform.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("TokenizePii: the key of a record of topic \"t\" has no field \"id\"");
    }

    @Test
    void aTypeThatCannotBecomeATokenIsRefusedByName() {
        Schema row = SchemaBuilder.struct().field("rate", Schema.FLOAT64_SCHEMA).build();
        TokenizePii<SourceRecord> transform = tokenize("fields", "rate");

        assertThatThrownBy(() -> transform.apply(record(row, new Struct(row).put("rate", 0.5))))
                .isInstanceOf(DataException.class)
                .hasMessage("Field \"rate\" is of type FLOAT64, which cannot become a token; name text, whole number,"
                        + " decimal or bytes fields");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "key|c2hvcnQ=|has 5 bytes; it must have at least 32",
                "key|not base64!|must be Base64",
                "key.previous|c2hvcnQ=|has 5 bytes",
                "key.id|a.b|must be up to 16 letters and digits",
                "output|octal|must be one of hex, base64url, digits",
                "normalize|upper|must be one of none, lower, digits, trim",
                "null.policy|drop|must be one of keep, tokenize",
                "on.missing|explode|must be one of fail, warn, ignore",
                "length|8|Value must be at least 16",
                "length|65|must be at most 64 with output=hex",
                "fields|''|must name at least one field",
                "fields|a..b|is not a field name",
                "fields|after.email|name the field alone, which means both: email",
            })
    void aWrongSettingIsRefusedOnItsKey(String key, String value, String message) {
        Map<String, String> settings = map("fields", "email", "key", KEY);
        settings.put(key, value);

        Map<String, List<String>> errors = errors(new TokenizePii.Value<SourceRecord>().config(), settings);

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(message);
        assertThatThrownBy(() -> new TokenizePii.Value<SourceRecord>().configure(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void settingsThatDoNotGoTogetherAreRefused() {
        assertThat(errors(
                        new TokenizePii.Value<SourceRecord>().config(),
                        map("fields", "a", "key", KEY, "output", "digits", "key.id", "k1")))
                .containsOnlyKeys("key.id")
                .hasToString(
                        "{key.id=[Invalid value k1 for configuration key.id: must be digits, because output=digits]}");
        assertThat(errors(
                        new TokenizePii.Value<SourceRecord>().config(),
                        map("fields", "a", "key", KEY, "key.previous", OTHER_KEY, "key.previous.id", "1")))
                .containsOnlyKeys("key.previous.id");
    }

    @Test
    void theKeyStandsInNoMessage() {
        String secret = "c2VjcmV0LXNlY3JldA==";

        assertThat(errors(new TokenizePii.Value<SourceRecord>().config(), map("fields", "a", "key", secret))
                        .toString())
                .contains("[hidden]")
                .doesNotContain(secret);
    }

    private static TokenizePii<SourceRecord> tokenize(String... settings) {
        Map<String, String> all = map(settings);
        all.put("key", KEY);
        TokenizePii<SourceRecord> transform = new TokenizePii.Value<>();
        transform.configure(all);
        return transform;
    }

    private static Event event() {
        return Event.struct(Form.FLAT, Operation.CREATE);
    }

    private static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "t", schema, value);
    }
}
