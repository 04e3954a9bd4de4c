package io.bankingconnect.faker;

import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes Kafka records of changes. */
interface Records {

    SourceRecord record(Change change, Map<String, ?> sourcePartition, Map<String, ?> sourceOffset);
}
