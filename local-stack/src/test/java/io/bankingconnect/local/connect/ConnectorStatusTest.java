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

    @Test
    void whatThisSuiteSaysItselfComesBeforeTheRootCause() throws JsonProcessingException {
        ConnectorStatus status = status("RUNNING", """
                {"id":0,"state":"FAILED","trace":"org.x.ConnectException: Exiting task\\n\\tat org.x.Worker\\nCaused by: \
                org.x.ConnectException: Cannot use bucket \\"b\\": create it\\n\\tat io.bankingconnect.lake.S3LakeStore.put\\n\
                Caused by: aws.S3Exception: 404\\n\\tat aws.Client"}""");

        assertThat(status.failure()).contains("Cannot use bucket \"b\": create it");
    }

    private static ConnectorStatus status(String state, String tasks) throws JsonProcessingException {
        return ConnectorStatus.of(new ObjectMapper()
                .readTree("{\"name\":\"c\",\"connector\":{\"state\":\"" + state + "\"},\"tasks\":[" + tasks + "]}"));
    }
}
