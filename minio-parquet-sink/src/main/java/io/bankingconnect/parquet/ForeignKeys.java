package io.bankingconnect.parquet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;

/**
 * Keys of other S3 sinks that this one does not have: those that would change what is written are refused with the way
 * out, those that only tune are named in the log.
 */
final class ForeignKeys {

    private static final String ANY_CASE = "(?i)";

    /**
     * A key that cannot be honoured.
     *
     * @param name the key, or its beginning if it ends with a dot
     * @param harmless the values, as a regular expression, that ask for nothing this sink does not do
     * @param remedy what to do instead
     */
    private record Refused(String name, String harmless, String remedy) {}

    private static final List<Refused> REFUSED = List.of(
            new Refused("format.class", ".*ParquetFormat", "this sink writes Parquet only: leave it out"),
            new Refused("storage.class", ".*S3Storage", "this sink writes to S3 only: leave it out"),
            new Refused(
                    "store.kafka.keys",
                    "false",
                    "files of keys are not written: turn the key into fields by a transform"),
            new Refused(
                    "store.kafka.headers",
                    "false",
                    "files of headers are not written: turn headers into fields by a transform such as"
                            + " io.debezium.transforms.HeaderToValue"),
            new Refused("keys.format.class", "", "files of keys are not written: leave it out"),
            new Refused("headers.format.class", "", "files of headers are not written: leave it out"),
            new Refused(
                    "s3.credentials.provider.class",
                    ".*DefaultAWSCredentialsProviderChain|.*DefaultCredentialsProvider",
                    "give aws.access.key.id and aws.secret.access.key, or neither for the AWS default chain"),
            new Refused(
                    "s3.credentials.provider.",
                    "",
                    "leave it out; the AWS default chain reads role and profile itself"),
            new Refused("s3.ssea.name", "", "let the bucket's own default encryption do it"),
            new Refused("s3.sse.customer.key", "", "let the bucket's own default encryption do it"),
            new Refused("s3.sse.kms.key.id", "", "let the bucket's own default encryption do it"),
            new Refused("s3.acl.canned", "", "let the bucket's policy do it"),
            new Refused("s3.object.tagging", "false", "objects are not tagged: leave it out"),
            new Refused("s3.object.tagging.key.value.pairs", "", "objects are not tagged: leave it out"),
            new Refused("s3.proxy.url", "", "set https.proxyHost and https.proxyPort on the worker's JVM"),
            new Refused("s3.proxy.user", "", "set the proxy on the worker's JVM"),
            new Refused("s3.proxy.password", "(?s)(\\[hidden\\])?", "set the proxy on the worker's JVM"),
            new Refused("s3.wan.mode", "false", "give the accelerate endpoint as store.url"),
            new Refused("s3.compression.type", "none", "Parquet compresses its pages: use parquet.codec"),
            new Refused("s3.schema.partition.affix.type", "none", "schemas share files here: leave it out"),
            new Refused("topic.capture.groups.regex", "", "directories are made of whole topic names: leave it out"),
            new Refused(
                    "file.name.template",
                    "",
                    "names are fixed so that each record finds its file again: use"
                            + " partitioner.class, path.format, file.delim and filename.offset.zero.pad.width"),
            new Refused("file.max.records", "", "use flush.size"),
            new Refused("format.output.type", "parquet", "this sink writes Parquet only: leave it out"),
            new Refused("aws.s3.bucket.name", "", "use s3.bucket.name"),
            new Refused("aws.s3.region", "", "use s3.region"),
            new Refused("aws.s3.endpoint", "", "use store.url"),
            new Refused("aws.s3.prefix", "", "use topics.dir"));

    private static final Set<String> TUNING = Set.of(
            "s3.part.size",
            "s3.part.retries",
            "s3.retry.backoff.ms",
            "s3.http.send.expect.continue",
            "s3.elastic.buffer.enable",
            "s3.elastic.buffer.init.capacity",
            "s3.compression.level",
            "retry.backoff.ms",
            "shutdown.timeout.ms",
            "schema.cache.size",
            "schema.generator.class",
            "partitioner.max.open.files",
            "connect.meta.data",
            "enhanced.avro.schema.support",
            "allow.optional.map.keys",
            "avro.codec",
            "rotate.file.on.partition.change");

    private ForeignKeys() {}

    /**
     * Refuses what cannot be honoured.
     *
     * @throws ConfigException naming the key, and what to do instead
     */
    static void check(Map<String, String> props) {
        for (Refused key : REFUSED) {
            props.forEach((name, value) -> {
                boolean named = key.name().endsWith(".") ? name.startsWith(key.name()) : name.equals(key.name());
                boolean known = named
                        && REFUSED.stream()
                                .noneMatch(other -> other != key && other.name().equals(name));
                if (known && !value.isBlank() && !value.matches(ANY_CASE + key.harmless())) {
                    throw new ConfigException(String.format(
                            Locale.ROOT,
                            "Invalid value for configuration %s: this sink does not have it; %s",
                            name,
                            key.remedy()));
                }
            });
        }
    }

    /** The keys among a connector's that have no effect here and change nothing about what is written. */
    static Set<String> withoutEffect(Map<String, String> props) {
        Set<String> keys = new TreeSet<>(props.keySet());
        keys.retainAll(TUNING);
        return keys;
    }
}
