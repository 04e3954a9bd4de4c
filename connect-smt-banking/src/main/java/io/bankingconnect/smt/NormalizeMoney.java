package io.bankingconnect.smt;

import io.bankingconnect.smt.record.FieldRewriter;
import io.bankingconnect.smt.record.Part;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Brings amounts of money into one exact form: decimals of one scale, or whole numbers of minor units. Never passes through a
 * binary floating-point number, and never rounds unless told to. Not thread-safe.
 */
public abstract class NormalizeMoney<R extends ConnectRecord<R>> extends BankingTransform<R> {

    private final Part part;
    private FieldRewriter rewriter;

    NormalizeMoney(Part part) {
        this.part = part;
    }

    @Override
    public ConfigDef config() {
        return NormalizeMoneyConfig.DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        NormalizeMoneyConfig config = new NormalizeMoneyConfig(props);
        rewriter = new FieldRewriter(
                part, FieldKeys.paths(config), config.mapping(), FieldKeys.missingFields(config, "NormalizeMoney"));
    }

    @Override
    public R apply(R record) {
        return rewriter.apply(record);
    }

    /** Works on keys. */
    public static final class Key<R extends ConnectRecord<R>> extends NormalizeMoney<R> {
        public Key() {
            super(Part.KEY);
        }
    }

    /** Works on values. */
    public static final class Value<R extends ConnectRecord<R>> extends NormalizeMoney<R> {
        public Value() {
            super(Part.VALUE);
        }
    }
}
