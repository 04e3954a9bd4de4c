package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.bankingconnect.smt.money.Amounts;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;

/** True of records whose amount, its sign left aside, is above a threshold. */
public final class AmountAbove<R extends ConnectRecord<R>> extends BankingPredicate<R> {

    static final String THRESHOLD = "threshold";

    private static final ConfigDef DEF = RowField.define(new ConfigDef(), "The amount.")
            .define(
                    THRESHOLD,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    AmountAbove::check,
                    Importance.HIGH,
                    "What the amount must be above, in the unit of the field, such as 10000 or 9999.99. The amount's"
                            + " sign does not matter.",
                    "Amount",
                    1,
                    Width.SHORT,
                    "Threshold");

    private RowField field;
    private BigDecimal threshold;

    @Override
    public ConfigDef config() {
        return DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        SimpleConfig config = new SimpleConfig(DEF, props);
        field = new RowField(config, "AmountAbove");
        threshold = Amounts.read(config.getString(THRESHOLD));
    }

    /** @throws DataException if the field holds no amount */
    @Override
    public boolean test(R record) {
        Object value = field.read(record);
        if (value == null) {
            return false;
        }
        BigDecimal amount = value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number)
                : Amounts.read(value);
        if (amount == null) {
            throw new DataException("AmountAbove: the field of a record of topic \"" + record.topic()
                    + "\" is no amount; it must be a number or plain text such as 12.50");
        }
        return amount.abs().compareTo(threshold) > 0;
    }

    private static void check(String key, Object value) {
        if (value != null) {
            BigDecimal amount = Amounts.read(value);
            if (amount == null || amount.signum() < 0) {
                throw new ConfigException(key, value, "must be an amount such as 10000 or 9999.99");
            }
        }
    }
}
