package io.bankingconnect.bench.sink;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Drops every record. */
public final class DroppingSinkTask extends SinkTask {

    @Override
    public void start(Map<String, String> props) {
        // It needs nothing.
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        // That is all.
    }

    @Override
    public void stop() {
        // Nothing is open.
    }

    @Override
    public String version() {
        return "1";
    }
}
