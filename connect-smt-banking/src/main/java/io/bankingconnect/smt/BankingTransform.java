package io.bankingconnect.smt;

import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** What the transforms of this plugin have in common. */
abstract class BankingTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    @Override
    public final String version() {
        return Version.current();
    }

    @Override
    public void close() {}
}
