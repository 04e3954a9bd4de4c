package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.bankingconnect.smt.pan.PanMasker;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link MaskPan}. */
final class MaskPanConfig extends TransformConfig {

    static final String VISIBLE_FIRST = "visible.first";
    static final String VISIBLE_LAST = "visible.last";
    static final String MASK_CHARACTER = "mask.character";
    static final String COUNT_HEADER = "count.header";

    static final ConfigDef DEF = FieldKeys.defineOptional(
                    new ConfigDef(),
                    "Fields to search for card numbers. None: every text, also in nested structures, lists and maps.")
            .define(
                    VISIBLE_FIRST,
                    Type.INT,
                    6,
                    between(0, 6),
                    MEDIUM,
                    "How many digits stay visible at the beginning; 6 at most, as PCI DSS allows.",
                    "Mask",
                    1,
                    Width.SHORT,
                    "Visible first digits")
            .define(
                    VISIBLE_LAST,
                    Type.INT,
                    4,
                    between(0, 4),
                    MEDIUM,
                    "How many digits stay visible at the end; 4 at most, as PCI DSS allows.",
                    "Mask",
                    2,
                    Width.SHORT,
                    "Visible last digits")
            .define(
                    MASK_CHARACTER,
                    Type.STRING,
                    "*",
                    MaskPanConfig::checkMask,
                    LOW,
                    "The character in the place of the other digits; separators stay.",
                    "Mask",
                    3,
                    Width.SHORT,
                    "Mask character")
            .define(
                    COUNT_HEADER,
                    Type.STRING,
                    "",
                    null,
                    LOW,
                    "Header that gets the number of card numbers masked in the record, if there were any. Empty: none.",
                    "Mask",
                    4,
                    Width.MEDIUM,
                    "Count header");

    MaskPanConfig(Map<String, ?> props) {
        super(DEF, props);
    }

    PanMasker masker() {
        return new PanMasker(
                getInt(VISIBLE_FIRST),
                getInt(VISIBLE_LAST),
                getString(MASK_CHARACTER).charAt(0));
    }

    String countHeader() {
        return getString(COUNT_HEADER);
    }

    private static void checkMask(String key, Object value) {
        if (value instanceof String mask && !mask.matches("[^0-9]")) {
            throw new ConfigException(key, value, "must be one character, and no digit");
        }
    }
}
