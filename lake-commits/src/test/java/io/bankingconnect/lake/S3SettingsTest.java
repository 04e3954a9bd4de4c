package io.bankingconnect.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {

    @Test
    void everyKeyIsDocumentedForTheConnectRestApi() {
        assertThat(S3Settings.define(new ConfigDef()).configKeys().values()).allSatisfy(key -> {
            assertThat(key.documentation).isNotBlank();
            assertThat(key.group).isNotBlank();
            assertThat(key.displayName).isNotBlank();
            assertThat(key.orderInGroup).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"minio:9000", "ftp://minio", "http://", "http://a b"})
    void refusesAnAddressThatIsNoHttpUrl(String url) {
        assertThatThrownBy(() -> settings(Map.of("store.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("store.url");
    }

    @Test
    void anAccessKeyAndItsSecretComeTogether() {
        assertThatThrownBy(settings(Map.of("aws.access.key.id", "me"))::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("aws.secret.access.key: give the secret of aws.access.key.id");
        assertThatThrownBy(settings(Map.of("aws.secret.access.key", "hunter2"))::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("aws.access.key.id")
                .hasMessageNotContaining("hunter2");
        assertThatCode(settings(Map.of())::check).doesNotThrowAnyException();
    }

    private static S3Settings settings(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of("s3.bucket.name", "lake"));
        settings.putAll(changes);
        return new S3Settings(new AbstractConfig(S3Settings.define(new ConfigDef()), settings, false));
    }
}
