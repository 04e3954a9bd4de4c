package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.bankingconnect.smt.token.Normalization;
import io.bankingconnect.smt.token.TokenFormat;
import io.bankingconnect.smt.token.TokenMapping;
import io.bankingconnect.smt.token.Tokenizer;
import io.bankingconnect.smt.token.Tokenizer.TokenSettings;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The settings of {@link TokenizePii}. */
final class TokenizePiiConfig extends TransformConfig {

    static final String KEY = "key";
    static final String KEY_ID = "key.id";
    static final String KEY_PREVIOUS = "key.previous";
    static final String KEY_PREVIOUS_ID = "key.previous.id";
    static final String PREVIOUS_SUFFIX = "previous.suffix";
    static final String DOMAIN = "domain";
    static final String NORMALIZE = "normalize";
    static final String NULL_POLICY = "null.policy";
    static final String OUTPUT = "output";
    static final String LENGTH = "length";
    static final String PRESERVE_EMAIL_DOMAIN = "preserve.email.domain";

    private static final int LEAST_KEY_BYTES = 32;
    private static final int LEAST_LENGTH = 16;
    private static final Choices OUTPUTS = Choices.of(TokenFormat.class);
    private static final Choices NORMALIZATIONS = Choices.of(Normalization.class);
    private static final Choices NULL_POLICIES = Choices.of(NullPolicy.class);

    private enum NullPolicy {
        KEEP,
        TOKENIZE
    }

    static final ConfigDef DEF = FieldKeys.define(new ConfigDef(), "Fields whose values become tokens.")
            .define(
                    DOMAIN,
                    Type.STRING,
                    "",
                    null,
                    MEDIUM,
                    "Equal values have equal tokens within one domain only. Empty: every field path is a domain of its"
                            + " own, so an email in two tables joins if both columns have one name. Give two transforms"
                            + " the same domain to join columns of different names.",
                    FieldKeys.GROUP,
                    3,
                    Width.MEDIUM,
                    "Domain")
            .define(
                    NORMALIZE,
                    Type.LIST,
                    "none",
                    NORMALIZATIONS,
                    MEDIUM,
                    "What is done to a value first, in this order, so that spellings of it share a token: none, trim,"
                            + " lower, digits (keeps only digits, for telephone numbers).",
                    FieldKeys.GROUP,
                    4,
                    Width.MEDIUM,
                    "Normalization")
            .define(
                    NULL_POLICY,
                    Type.STRING,
                    "keep",
                    NULL_POLICIES,
                    LOW,
                    "keep leaves null null; tokenize gives it a token too, so that nobody sees which values are"
                            + " absent.",
                    FieldKeys.GROUP,
                    5,
                    Width.SHORT,
                    "Null",
                    List.of(),
                    NULL_POLICIES)
            .define(
                    KEY,
                    Type.PASSWORD,
                    NO_DEFAULT_VALUE,
                    TokenizePiiConfig::checkKey,
                    HIGH,
                    "Secret key: at least 32 random bytes in Base64, such as from `openssl rand -base64 32`. Give it"
                            + " through a config provider. Whoever has it can find out values by trying them.",
                    "Keys",
                    1,
                    Width.LONG,
                    "Key")
            .define(
                    KEY_ID,
                    Type.STRING,
                    "1",
                    TokenizePiiConfig::checkId,
                    MEDIUM,
                    "Stands at the beginning of every token and says which key made it. With output=digits it must be"
                            + " digits.",
                    "Keys",
                    2,
                    Width.SHORT,
                    "Key id",
                    List.of(),
                    (AcrossKeys) TokenizePiiConfig::checkIdAgainstOutput)
            .define(
                    KEY_PREVIOUS,
                    Type.PASSWORD,
                    "",
                    TokenizePiiConfig::checkKey,
                    LOW,
                    "The key used before, while a rotation goes on: every field gets a second one beside it with the"
                            + " token that the previous key gives, to join with what was written before.",
                    "Keys",
                    3,
                    Width.LONG,
                    "Previous key")
            .define(
                    KEY_PREVIOUS_ID,
                    Type.STRING,
                    "",
                    TokenizePiiConfig::checkId,
                    LOW,
                    "The id that the previous key had.",
                    "Keys",
                    4,
                    Width.SHORT,
                    "Previous key's id",
                    List.of(),
                    (AcrossKeys) TokenizePiiConfig::checkPreviousId)
            .define(
                    PREVIOUS_SUFFIX,
                    Type.STRING,
                    "__previous",
                    new ConfigDef.NonEmptyString(),
                    LOW,
                    "Ends the names of the fields with the previous key's tokens.",
                    "Keys",
                    5,
                    Width.SHORT,
                    "Suffix of previous tokens")
            .define(
                    OUTPUT,
                    Type.STRING,
                    "hex",
                    OUTPUTS,
                    MEDIUM,
                    "How the hash is written: hex, base64url or digits (for columns that hold numbers as text).",
                    "Tokens",
                    1,
                    Width.SHORT,
                    "Output",
                    List.of(),
                    OUTPUTS)
            .define(
                    LENGTH,
                    Type.INT,
                    32,
                    ConfigDef.Range.atLeast(LEAST_LENGTH),
                    MEDIUM,
                    "Characters of the hash, the key's id not counted: 16 to 64 for hex and digits, to 43 for"
                            + " base64url. Shorter tokens are more likely to meet: 16 hex digits suffice for some"
                            + " hundred million values.",
                    "Tokens",
                    2,
                    Width.SHORT,
                    "Length (characters)",
                    List.of(),
                    (AcrossKeys) TokenizePiiConfig::checkLength)
            .define(
                    PRESERVE_EMAIL_DOMAIN,
                    Type.BOOLEAN,
                    false,
                    null,
                    MEDIUM,
                    "Keeps the domain of email addresses behind the token, for statistics. A domain of one person gives"
                            + " that person away.",
                    "Tokens",
                    3,
                    Width.SHORT,
                    "Preserve email domain");

    TokenizePiiConfig(Map<String, ?> props) {
        super(DEF, props);
    }

    TokenMapping mapping() {
        TokenSettings settings = new TokenSettings(
                format(getString(OUTPUT)),
                getInt(LENGTH),
                getList(NORMALIZE).stream()
                        .map(name -> Normalization.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList(),
                getBoolean(PRESERVE_EMAIL_DOMAIN));
        Password previous = getPassword(KEY_PREVIOUS);
        return new TokenMapping(
                new Tokenizer(bytes(getPassword(KEY)), getString(KEY_ID), settings),
                previous.value().isEmpty()
                        ? null
                        : new Tokenizer(bytes(previous), getString(KEY_PREVIOUS_ID), settings),
                new TokenMapping.Options(
                        getString(DOMAIN), getString(NULL_POLICY).equals("tokenize"), getString(PREVIOUS_SUFFIX)));
    }

    private static byte[] bytes(Password key) {
        return Base64.getDecoder().decode(key.value().trim());
    }

    private static TokenFormat format(String name) {
        return TokenFormat.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static void checkKey(String key, Object value) {
        String text = value == null ? "" : ((Password) value).value().trim();
        if (text.isEmpty() && (value == null || key.equals(KEY_PREVIOUS))) {
            return;
        }
        int bytes;
        try {
            bytes = Base64.getDecoder().decode(text).length;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, Password.HIDDEN, "must be Base64, such as from openssl rand -base64 32");
        }
        if (bytes < LEAST_KEY_BYTES) {
            throw new ConfigException(
                    key,
                    Password.HIDDEN,
                    "has " + bytes + " bytes; it must have at least " + LEAST_KEY_BYTES
                            + ", such as from openssl rand -base64 32");
        }
    }

    private static void checkId(String key, Object value) {
        if (value != null && !((String) value).matches("[A-Za-z0-9]{0,16}")) {
            throw new ConfigException(key, value, "must be up to 16 letters and digits");
        }
    }

    private static void checkIdAgainstOutput(String key, Map<String, Object> parsed) {
        if ("digits".equals(parsed.get(OUTPUT)) && parsed.get(KEY_ID) instanceof String id && !id.matches("[0-9]*")) {
            throw new ConfigException(key, id, "must be digits, because " + OUTPUT + "=digits");
        }
    }

    private static void checkPreviousId(String key, Map<String, Object> parsed) {
        boolean rotating = parsed.get(KEY_PREVIOUS) instanceof Password previous
                && !previous.value().isEmpty();
        if (rotating
                && parsed.get(KEY_PREVIOUS_ID) instanceof String previousId
                && previousId.equals(parsed.get(KEY_ID))) {
            throw new ConfigException(key, previousId, "must differ from " + KEY_ID + ": two keys, two ids");
        }
    }

    private static void checkLength(String key, Map<String, Object> parsed) {
        if (parsed.get(LENGTH) instanceof Integer length
                && OUTPUTS.values().contains(parsed.get(OUTPUT))
                && length > format((String) parsed.get(OUTPUT)).mostCharacters()) {
            throw new ConfigException(
                    key,
                    length,
                    "must be at most " + format((String) parsed.get(OUTPUT)).mostCharacters() + " with " + OUTPUT + "="
                            + parsed.get(OUTPUT));
        }
    }
}
