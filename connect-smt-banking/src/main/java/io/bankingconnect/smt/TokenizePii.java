package io.bankingconnect.smt;

import io.bankingconnect.smt.record.FieldRewriter;
import io.bankingconnect.smt.record.Part;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Puts deterministic keyed tokens in place of personal data. Equal values have equal tokens, so joins and counts still
 * work; nobody without the key can turn a token back, nor find a value by trying. Not thread-safe.
 */
public abstract class TokenizePii<R extends ConnectRecord<R>> extends BankingTransform<R> {

    private final Part part;
    private FieldRewriter rewriter;

    TokenizePii(Part part) {
        this.part = part;
    }

    @Override
    public ConfigDef config() {
        return TokenizePiiConfig.DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        TokenizePiiConfig config = new TokenizePiiConfig(props);
        rewriter = new FieldRewriter(
                part, FieldKeys.paths(config), config.mapping(), FieldKeys.missingFields(config, "TokenizePii"));
    }

    @Override
    public R apply(R record) {
        return rewriter.apply(record);
    }

    /** Works on keys. */
    public static final class Key<R extends ConnectRecord<R>> extends TokenizePii<R> {
        public Key() {
            super(Part.KEY);
        }
    }

    /** Works on values. */
    public static final class Value<R extends ConnectRecord<R>> extends TokenizePii<R> {
        public Value() {
            super(Part.VALUE);
        }
    }
}
