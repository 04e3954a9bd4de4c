package io.bankingconnect.snowflake.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import net.snowflake.client.api.exception.ErrorCode;
import net.snowflake.client.api.exception.SnowflakeSQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeErrorsTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "390112, 08001, session expired",
        "390114, 08001, token expired",
        "390111, 08001, session gone",
        "390113, 08001, master token gone",
        "604, 57014, cancelled",
        "630, 57014, statement timeout",
        "625, 57014, lock wait timeout",
        "0, 08006, connection broken"
    })
    void outagesAreRetried(int code, String state, String reason) {
        ConnectException sorted = SnowflakeErrors.sorted("load", new SQLException(reason, state, code));

        assertThat(sorted)
                .isInstanceOf(RetriableException.class)
                .hasMessage("Cannot load: " + reason + " (code " + code + ", state " + state + ")");
    }

    @Test
    void aBrokenStreamIsAnOutageWhateverItsCode() {
        SQLException wrapped = new SQLException("driver", "HY000", 200_999, new IOException("reset"));

        assertThat(SnowflakeErrors.sorted("load", wrapped)).isInstanceOf(RetriableException.class);
        assertThat(SnowflakeErrors.sorted("load", new SnowflakeSQLException(ErrorCode.NETWORK_ERROR, "503")))
                .isInstanceOf(RetriableException.class);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "390144, 08001, snowflake.private.key",
        "390100, 08001, snowflake.user.name",
        "390189, 08001, snowflake.role.name",
        "390201, 08001, snowflake.warehouse.name",
        "606, 57P03, snowflake.warehouse.name",
        "3001, 42501, snowflake.role.name",
        "2003, 02000, snowflake.database.name",
        "90105, 22000, snowflake.database.name"
    })
    void whatAPersonMustMendNamesTheKey(int code, String state, String key) {
        ConnectException sorted = SnowflakeErrors.sorted("load", new SQLException("It\nfailed.", state, code));

        assertThat(sorted)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageStartingWith("Cannot load: It failed; ")
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({"603, XX000", "603, 25P02", "300002, XX000"})
    void anInternalErrorStopsTheTaskRatherThanBeingRetriedForEver(int code, String state) {
        SQLException internal = new SQLException("Processing aborted by error 300010", state, code);

        assertThat(SnowflakeErrors.sorted("load", internal))
                .isNotInstanceOf(RetriableException.class)
                .hasMessageStartingWith("Cannot load: Processing aborted by error 300010")
                .hasMessageEndingWith("(code " + code + ", state " + state + ")");
    }

    @Test
    void anAccountThatDoesNotExistIsNoOutage() {
        SQLException refused = new SQLException("communication error. Message: HTTP status=403.", "58030", 200_015);

        assertThat(SnowflakeErrors.sorted("log in", refused))
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("check snowflake.url.name");
    }

    @Test
    void aMessageThatQuotesAValueIsNotRepeated() {
        SQLException quoting = new SQLException("Numeric value 'secret-4711' is not recognized", "22018", 100_038);

        ConnectException sorted = SnowflakeErrors.sorted("load", quoting);

        assertThat(sorted)
                .hasNoCause()
                .hasMessage("Cannot load: a value does not fit its column; the query's history in Snowflake names it"
                        + " (code 100038, state 22018)");
    }
}
