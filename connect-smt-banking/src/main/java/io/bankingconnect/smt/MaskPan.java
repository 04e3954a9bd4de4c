package io.bankingconnect.smt;

import io.bankingconnect.smt.pan.PanMapping;
import io.bankingconnect.smt.pan.PanMasker;
import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.FieldRewriter;
import io.bankingconnect.smt.record.Part;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/**
 * Finds payment card numbers in text and masks them: at most the first six and the last four digits stay, as PCI DSS allows.
 * Not thread-safe.
 */
public abstract class MaskPan<R extends ConnectRecord<R>> extends BankingTransform<R> {

    private final Part part;
    private PanMasker masker;
    private FieldRewriter rewriter;
    private String countHeader;

    MaskPan(Part part) {
        this.part = part;
    }

    @Override
    public ConfigDef config() {
        return MaskPanConfig.DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        MaskPanConfig config = new MaskPanConfig(props);
        List<FieldPath> paths = FieldKeys.paths(config);
        masker = config.masker();
        countHeader = config.countHeader();
        rewriter = new FieldRewriter(
                part, paths, new PanMapping(masker, paths.isEmpty()), FieldKeys.missingFields(config, "MaskPan"));
    }

    @Override
    public R apply(R record) {
        masker.takeCount();
        R result = rewriter.apply(record);
        int count = masker.takeCount();
        if (count > 0 && !countHeader.isEmpty()) {
            result.headers().add(countHeader, count, Schema.INT32_SCHEMA);
        }
        return result;
    }

    /** Works on keys. */
    public static final class Key<R extends ConnectRecord<R>> extends MaskPan<R> {
        public Key() {
            super(Part.KEY);
        }
    }

    /** Works on values. */
    public static final class Value<R extends ConnectRecord<R>> extends MaskPan<R> {
        public Value() {
            super(Part.VALUE);
        }
    }
}
