package io.bankingconnect.smt;

import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** What the predicates of this plugin have in common. */
abstract class BankingPredicate<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

    @Override
    public final String version() {
        return Version.current();
    }

    @Override
    public void close() {}
}
