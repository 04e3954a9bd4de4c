package io.bankingconnect.snowflake.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakeUrlTest {

    @ParameterizedTest
    @CsvSource({
        "xy12345.eu-west-1.snowflakecomputing.com:443, jdbc:snowflake://xy12345.eu-west-1.snowflakecomputing.com:443/",
        "https://org-acc.snowflakecomputing.com, jdbc:snowflake://org-acc.snowflakecomputing.com:443/",
        "acc.snowflakecomputing.cn:443, jdbc:snowflake://acc.snowflakecomputing.cn:443/",
        "http://127.0.0.1:8080/?account=BANKING, jdbc:snowflake://127.0.0.1:8080/?account=BANKING",
        "http://emulator/?account=BANKING, jdbc:snowflake://emulator:80/?account=BANKING"
    })
    void becomesTheDriversUrl(String value, String jdbcUrl) {
        SnowflakeUrl url = SnowflakeUrl.parse("snowflake.url.name", value);

        assertThat(url.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(url.secure()).isEqualTo(!value.startsWith("http:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a url",
                "ftp://acc.snowflakecomputing.com",
                "http://127.0.0.1:8080",
                "http://127.0.0.1:8080/?account=",
                "http://127.0.0.1:8080/?account=A&tracing=ALL",
                "https://acc.snowflakecomputing.com/console",
                "https://me:secret@acc.snowflakecomputing.com"
            })
    void refusesWhatIsNoAccountsAddress(String value) {
        assertThatThrownBy(() -> SnowflakeUrl.parse("snowflake.url.name", value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("snowflake.url.name")
                .hasMessageContaining("account");
    }
}
