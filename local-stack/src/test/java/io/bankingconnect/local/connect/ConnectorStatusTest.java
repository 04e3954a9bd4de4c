package io.bankingconnect.local.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ConnectorStatusTest {

    @Test
    void runsOnlyWhenTheConnectorAndAtLeastOneTaskRun() throws JsonProcessingException {
        assertThat(status("RUNNING", "").running()).isFalse();
        assertThat(status("RUNNING", "{\"id\":0,\"state\":\"RUNNING\"}").running())
                .isTrue();
        assertThat(status("RUNNING", "{\"id\":0,\"state\":\"UNASSIGNED\"}").running())
                .isFalse();
        assertThat(status("PAUSED", "{\"id\":0,\"state\":\"RUNNING\"}").running())
                .isFalse();
    }

    @Test
    void aFailedTaskGivesTheRootCauseInOneLine() throws JsonProcessingException {
        ConnectorStatus status = status("RUNNING", """
                {"id":0,"state":"FAILED","trace":"org.x.ConnectException: outer\\n\\tat a.b\\nCaused by: \
                java.lang.RuntimeException: middle\\n\\tat c.d\\nCaused by: org.y.InnerError: bucket is gone\\n\\tat e.f"}""");

        assertThat(status.failure()).contains("bucket is gone");
        assertThat(status.summary()).isEqualTo("FAILED");
    }

    private static ConnectorStatus status(String state, String tasks) throws JsonProcessingException {
        return ConnectorStatus.of(new ObjectMapper()
                .readTree("{\"name\":\"c\",\"connector\":{\"state\":\"" + state + "\"},\"tasks\":[" + tasks + "]}"));
    }
}
