package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.ACCOUNT;
import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.change;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.lake.LakeColumn;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns that the sink adds to a record's fields. */
class MetadataColumnsTest {

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    private static final Schema WIDE_KEY = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("branch", Schema.STRING_SCHEMA)
            .build();

    @TempDir
    Path directory;

    @Test
    void byDefaultARowSaysWhereItsRecordStoodInKafkaWhateverTransformsMadeOfIt() {
        TaskHarness sink = sink("flush.size", "1").start(ACCOUNTS);

        sink.put(List.of(change(ACCOUNTS, 42, NOON)));

        assertThat(sink.log.events().get(0).files().get(0).schema())
                .extracting(LakeColumn::name, LakeColumn::type)
                .map(Object::toString)
                .endsWith("(\"__topic\", \"string\")", "(\"__partition\", \"int\")", "(\"__offset\", \"long\")");
        assertThat(rows(sink, "__topic, __partition, __offset")).containsExactly("banking.public.accounts|0|42");
    }

    @Test
    void everyColumnCanBeAskedForAndHasItsOwnType() {
        TaskHarness sink = sink(
                        "flush.size",
                        "1",
                        "metadata.columns",
                        "__offset,__timestamp,__timestamp_type,__key,__headers,__partition,__topic")
                .start(ACCOUNTS);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("trace", "4bf9")
                .addInt("attempt", 3)
                .addBytes("raw", new byte[] {0, 1, 2})
                .add("none", null, null)
                .addString("trace", "again");

        sink.put(List.of(record(0, KEY, new Struct(KEY).put("id", 7L), NOON + 123, headers)));

        assertThat(rows(sink, "* EXCLUDE (id, balance, __op, __source_ts_ms, __headers)"))
                .containsExactly("{'id': 7}|0|2026-01-31T12:00:00.123Z|CreateTime|0|banking.public.accounts");
        assertThat(rows(sink, "__headers"))
                .containsExactly("[{'key': trace, 'value': 4bf9}, {'key': attempt, 'value': 3},"
                        + " {'key': raw, 'value': AAEC}, {'key': none, 'value': NULL},"
                        + " {'key': trace, 'value': again}]");
        assertThat(rows(sink, "typeof(__key), typeof(__headers), typeof(__timestamp)"))
                .containsExactly(
                        "STRUCT(id BIGINT)|STRUCT(\"key\" VARCHAR, \"value\" VARCHAR)[]" + "|TIMESTAMP WITH TIME ZONE");
    }

    @Test
    void theyCanBeLeftOut() {
        TaskHarness sink = sink("flush.size", "1", "metadata.columns", "").start(ACCOUNTS);

        sink.put(List.of(change(ACCOUNTS, 0, NOON)));

        assertThat(sink.log.events().get(0).files().get(0).schema())
                .extracting(LakeColumn::name)
                .containsExactly("id", "balance", "__op", "__source_ts_ms");
    }

    @Test
    void whatARecordDoesNotHaveIsNull() {
        TaskHarness sink = sink("flush.size", "2", "metadata.columns", "__timestamp,__timestamp_type,__key,__headers")
                .start(ACCOUNTS);

        sink.put(List.of(
                record(0, KEY, new Struct(KEY).put("id", 7L), NOON, new ConnectHeaders()),
                record(1, null, null, null, new ConnectHeaders())));

        assertThat(sink.store.objects()).hasSize(1);
        assertThat(rows(sink, "__key.id, __timestamp_type, __headers, __timestamp"))
                .containsExactlyInAnyOrder("7|CreateTime|[]|2026-01-31T12:00Z", "null|null|[]|null");
    }

    @Test
    void aTombstoneBecomesARowWithItsKeyAndTheMarkOfADelete() {
        TaskHarness sink = sink(
                        "flush.size", "4", "behavior.on.null.values", "write", "metadata.columns", "__offset,__key")
                .start(ACCOUNTS);

        sink.put(List.of(
                record(0, KEY, new Struct(KEY).put("id", 7L)),
                deleted(1, KEY, new Struct(KEY).put("id", 7L)),
                record(2, KEY, new Struct(KEY).put("id", 8L)),
                deleted(3, KEY, new Struct(KEY).put("id", 8L))));

        assertThat(rows(sink, "__offset, __key.id, id, __deleted ORDER BY __offset"))
                .containsExactly("0|7|1000|null", "1|7|null|true", "2|8|1002|null", "3|8|null|true");
        assertThat(sink.store.objects()).hasSize(2);
    }

    @Test
    void keysChangeTheirTypeByTheRulesOfFields() {
        TaskHarness sink = sink("flush.size", "3", "metadata.columns", "__offset,__key", "schema.compatibility", "FULL")
                .withDeadLetterQueue()
                .start(ACCOUNTS);

        sink.put(List.of(
                record(0, KEY, new Struct(KEY).put("id", 7L)),
                record(1, WIDE_KEY, new Struct(WIDE_KEY).put("id", 8L).put("branch", "Bern")),
                record(2, Schema.STRING_SCHEMA, "eight"),
                record(3, KEY, new Struct(KEY).put("id", 9L))));

        assertThat(rows(sink, "__offset, __key.id, __key.branch ORDER BY __offset"))
                .containsExactly("0|7|null", "1|8|Bern", "3|9|null");
        assertThat(sink.deadLetters)
                .containsExactly("Cannot write the record at offset 2 of banking.public.accounts-0: field __key: type"
                        + " struct became string");
    }

    @Test
    void aThousandRecordsOfTwoKeySchemasMakeTwoFiles() {
        TaskHarness sink =
                sink("flush.size", "1000", "metadata.columns", "__key").start(ACCOUNTS);
        List<SinkRecord> flips = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Schema key = i % 2 == 0 ? KEY : WIDE_KEY;
            Struct value = new Struct(key).put("id", (long) i);
            flips.add(record(i, key, i % 2 == 0 ? value : value.put("branch", "Bern")));
        }

        sink.put(flips);

        assertThat(sink.store.objects()).hasSize(2);
        assertThat(rows(sink, "count(*), count(DISTINCT __key.id), count(__key.branch)"))
                .containsExactly("1000|1000|500");
    }

    @Test
    void aConverterThatMakesANewKeySchemaForEveryRecordMakesNoMoreFiles() {
        TaskHarness sink =
                sink("flush.size", "3000", "metadata.columns", "__key").start(ACCOUNTS);
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Schema key = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
            records.add(record(i, key, new Struct(key).put("id", (long) i)));
        }

        sink.put(records);

        assertThat(sink.store.objects()).hasSize(1);
        assertThat(rows(sink, "count(DISTINCT __key.id)")).containsExactly("3000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"__topic", "__partition", "__offset", "__timestamp", "__timestamp_type", "__key", "__headers"})
    void aRecordWithAFieldOfTheSameNameIsRefusedAndEndsNoFile(String column) {
        Schema colliding =
                SchemaBuilder.struct().field(column, Schema.INT32_SCHEMA).build();
        TaskHarness sink = sink(
                        "flush.size",
                        "2",
                        "metadata.columns",
                        column.equals("__offset") ? column : "__offset," + column)
                .withDeadLetterQueue()
                .start(ACCOUNTS);

        sink.put(List.of(
                keyed(change(ACCOUNTS, 0, NOON)),
                keyed(Changes.record(ACCOUNTS, 1, colliding, new Struct(colliding).put(column, 1))),
                keyed(change(ACCOUNTS, 2, NOON))));

        assertThat(sink.deadLetters)
                .containsExactly("Cannot write the record at offset 1 of banking.public.accounts-0: the value has a"
                        + " field " + column + ", which the sink adds itself; leave it out of metadata.columns, or"
                        + " rename the field by a transform");
        assertThat(sink.store.objects()).hasSize(1);
        assertThat(rows(sink, "__offset ORDER BY 1")).containsExactly("0", "2");
    }

    @Test
    void aFieldThatIsNamedLikeAColumnThatNobodyAskedForIsAFieldLikeAnyOther() {
        Schema named =
                SchemaBuilder.struct().field("__key", Schema.INT32_SCHEMA).build();
        TaskHarness sink = sink("flush.size", "1").start(ACCOUNTS);

        sink.put(List.of(keyed(Changes.record(ACCOUNTS, 0, named, new Struct(named).put("__key", 5)))));

        assertThat(rows(sink, "__key")).containsExactly("5");
    }

    @Test
    void aKeyWithoutASchemaIsRefused() {
        TaskHarness sink = sink("metadata.columns", "__key").start(ACCOUNTS);

        assertThatThrownBy(() -> sink.put(List.of(record(3, null, Map.of("iban", "DE89")))))
                .hasMessage("Cannot write the record at offset 3 of banking.public.accounts-0: the key has no schema;"
                        + " use a key.converter that supplies one, or leave __key out of metadata.columns");
    }

    @Test
    void aHeaderThatHasNoFormAsTextIsRefusedAndNotQuoted() {
        TaskHarness sink = sink("metadata.columns", "__headers").start(ACCOUNTS);
        ConnectHeaders headers = new ConnectHeaders();
        headers.add("secret", URI.create("bank:DE89"), null);

        assertThatThrownBy(() -> sink.put(List.of(record(3, null, null, NOON, headers))))
                .hasMessage("Cannot write the record at offset 3 of banking.public.accounts-0: the"
                        + " value of a header has no form as text; leave __headers out of metadata.columns, or use"
                        + " another header.converter")
                .rootCause()
                .hasMessageNotContaining("DE89");
    }

    @Test
    void aColumnThatThereIsNotIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> sink("metadata.columns", "__topic,__lsn").start())
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid value [__topic, __lsn] for configuration metadata.columns: there is no column"
                        + " __lsn; there are __topic, __partition, __offset, __timestamp, __timestamp_type, __key,"
                        + " __headers");
    }

    private static SinkRecord keyed(SinkRecord record) {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                KEY,
                new Struct(KEY).put("id", 1L),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }

    private static SinkRecord deleted(long offset, Schema keySchema, Object key) {
        SinkRecord change = record(offset, keySchema, key);
        return change.newRecord(
                change.topic(), change.kafkaPartition(), keySchema, key, null, null, change.timestamp());
    }

    private static SinkRecord record(long offset, Schema keySchema, Object key) {
        return record(offset, keySchema, key, NOON, new ConnectHeaders());
    }

    private static SinkRecord record(
            long offset, Schema keySchema, Object key, Long timestamp, ConnectHeaders headers) {
        SinkRecord change = change(ACCOUNTS, offset, NOON);
        return new SinkRecord(
                change.topic(),
                change.kafkaPartition(),
                keySchema,
                key,
                ACCOUNT,
                change.value(),
                offset,
                timestamp,
                timestamp == null ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
                headers,
                ACCOUNTS.topic(),
                ACCOUNTS.partition(),
                offset);
    }

    private static TaskHarness sink(String... settings) {
        Map<String, String> props = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        return new TaskHarness(props);
    }

    private List<String> rows(TaskHarness sink, String columns) {
        String order = columns.contains(" ORDER BY ") ? columns.substring(columns.indexOf(" ORDER BY ")) : "";
        try (Lake lake = Lake.in(directory).with(sink.store.objects())) {
            return lake.query("SELECT " + columns.replace(order, "") + " FROM LAKE" + order);
        }
    }
}
