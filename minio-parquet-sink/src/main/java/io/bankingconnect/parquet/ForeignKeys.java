package io.bankingconnect.parquet;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * Keys of other S3 sinks that this one does not have: those that would change what is written are refused with the way
 * out, the rest are named in the log.
 */
final class ForeignKeys {

    private static final String HIDDEN = "(\\[hidden\\])?";
    private static final String DEFAULT_CHAIN = ".*DefaultAWSCredentialsProviderChain|.*DefaultCredentialsProvider";
    private static final String CREDENTIALS =
            "give aws.access.key.id and aws.secret.access.key, or neither for the AWS default chain";
    private static final String ROLE = "leave it out; the AWS default chain reads role and profile itself";
    private static final String ENCRYPTION = "let the bucket's own default encryption do it";
    private static final String OTHER_FIELDS =
            "rows are made of values: leave it out, and name key, offset, timestamp and headers in metadata.columns";
    private static final String COMPRESSION = "Parquet compresses its pages: use parquet.codec";

    /**
     * A key that cannot be honoured.
     *
     * @param name the key, or its beginning if it ends with a dot
     * @param harmless the values, as a regular expression, that ask for nothing this sink does not do
     * @param remedy what to do instead
     */
    private record Refused(String name, String harmless, String remedy) {}

    private static final List<Refused> REFUSED = List.of(
            // Confluent
            new Refused("format.class", ".*ParquetFormat", "this sink writes Parquet only: leave it out"),
            new Refused("storage.class", ".*S3Storage", "this sink writes to S3 only: leave it out"),
            new Refused("store.kafka.keys", "false", "files of keys are not written: add __key to metadata.columns"),
            new Refused(
                    "store.kafka.headers",
                    "false",
                    "files of headers are not written: add __headers to metadata.columns"),
            new Refused(
                    "keys.format.class",
                    "",
                    "files of keys are not written: leave it out, and add __key to metadata.columns"),
            new Refused(
                    "headers.format.class",
                    "",
                    "files of headers are not written: leave it out, and add __headers to metadata.columns"),
            new Refused("s3.credentials.provider.class", DEFAULT_CHAIN, CREDENTIALS),
            new Refused("s3.credentials.provider.", "", ROLE),
            new Refused("s3.ssea.name", "", ENCRYPTION),
            new Refused("s3.sse.", HIDDEN, ENCRYPTION),
            new Refused("s3.acl.canned", "", "let the bucket's policy do it"),
            new Refused("s3.object.tagging", "false", "objects are not tagged: leave it out"),
            new Refused("s3.object.tagging.key.value.pairs", "", "objects are not tagged: leave it out"),
            new Refused("s3.proxy.url", "", "set https.proxyHost and https.proxyPort on the worker's JVM"),
            new Refused("s3.proxy.user", "", "set the proxy on the worker's JVM"),
            new Refused("s3.proxy.password", HIDDEN, "set the proxy on the worker's JVM"),
            new Refused("s3.wan.mode", "false", "give the accelerate endpoint as store.url"),
            new Refused("s3.compression.type", "none", COMPRESSION),
            new Refused("s3.schema.partition.affix.type", "none", "schemas share files here: leave it out"),
            new Refused("topic.capture.groups.regex", "", "directories are made of whole topic names: leave it out"),
            new Refused("hive.integration", "false", "tables are not registered: let the catalogue crawl the files"),
            // Aiven
            new Refused("aws.s3.bucket.name", "", "use s3.bucket.name"),
            new Refused("aws.s3.region", "", "use s3.region"),
            new Refused("aws.s3.endpoint", "", "use store.url"),
            new Refused("aws.s3.prefix", "", "use topics.dir"),
            new Refused("aws.s3.prefix.template", "", "use topics.dir, and partitioner.class for what varies"),
            new Refused("aws.s3.sse.algorithm", "", ENCRYPTION),
            new Refused("aws.sts.", "", ROLE),
            new Refused("aws.credentials.provider", DEFAULT_CHAIN, CREDENTIALS),
            new Refused(
                    "file.name.template",
                    "",
                    "names are fixed so that each record finds its file again: use"
                            + " partitioner.class, path.format, file.delim and filename.offset.zero.pad.width"),
            new Refused("file.name.prefix", "", "use topics.dir"),
            new Refused("file.name.timestamp.timezone", "", "use timezone"),
            new Refused("file.name.timestamp.source", "", "use timestamp.extractor"),
            new Refused("file.max.records", "0", "use flush.size"),
            new Refused("file.compression.type", "", COMPRESSION),
            new Refused("format.output.type", "parquet", "this sink writes Parquet only: leave it out"),
            new Refused("format.output.fields", "value", OTHER_FIELDS),
            new Refused("format.output.envelope", "false", "rows are made of the value's fields: leave it out"),
            // Aiven, before 2.6
            new Refused("aws_access_key_id", HIDDEN, "use aws.access.key.id"),
            new Refused("aws_secret_access_key", HIDDEN, "use aws.secret.access.key"),
            new Refused("aws_s3_bucket", "", "use s3.bucket.name"),
            new Refused("aws_s3_region", "", "use s3.region"),
            new Refused("aws_s3_endpoint", "", "use store.url"),
            new Refused("aws_s3_prefix", "", "use topics.dir"),
            new Refused("output_compression", "", COMPRESSION),
            new Refused("output_fields", "value", OTHER_FIELDS),
            // Lenses
            new Refused(
                    "connect.s3.",
                    "",
                    "use s3.bucket.name, store.url, aws.access.key.id, partitioner.class and flush.size in its place"));

    // What Connect itself reads from a connector's configuration.
    private static final Pattern CONNECTS_OWN = Pattern.compile("name|connector\\..+|tasks\\.max.*|task\\.class"
            + "|topics(\\.regex)?|(key|value|header)\\.converter.*|(transforms|predicates)(\\..+)?|errors\\..+"
            + "|config\\.action\\.reload|(consumer|producer|admin)\\.override\\..+");

    private ForeignKeys() {}

    /**
     * Refuses what cannot be honoured.
     *
     * @throws ConfigException naming the first such key, and what to do instead
     */
    static void check(Map<String, String> props) {
        refusals(props).values().stream().findFirst().ifPresent(message -> {
            throw new ConfigException(message);
        });
    }

    /** What to say of each key that cannot be honoured, by key. */
    static Map<String, String> refusals(Map<String, String> props) {
        Map<String, String> refusals = new TreeMap<>();
        props.forEach((name, value) -> rule(name)
                .filter(key -> value != null && !value.isBlank() && !value.matches("(?is)" + key.harmless()))
                .ifPresent(key -> refusals.put(
                        name,
                        "Invalid value for configuration " + name + ": this sink does not have it; " + key.remedy())));
        return refusals;
    }

    // The longest name that fits.
    private static Optional<Refused> rule(String name) {
        return REFUSED.stream()
                .filter(key -> key.name().endsWith(".") ? name.startsWith(key.name()) : name.equals(key.name()))
                .max(Comparator.comparing(key -> key.name().length()));
    }

    /**
     * The keys among a connector's that nobody reads: they tune another sink, ask for what this one does anyway, or are
     * misspelt.
     */
    static Set<String> withoutEffect(Map<String, String> props) {
        Set<String> keys = new TreeSet<>(props.keySet());
        keys.removeAll(ParquetSinkConfig.DEF.names());
        keys.remove(ParquetSinkConfig.TASK_ID);
        keys.removeIf(key -> key.startsWith(ParquetSinkConfig.COMMITS_PRODUCER)
                || CONNECTS_OWN.matcher(key).matches());
        return keys;
    }
}
