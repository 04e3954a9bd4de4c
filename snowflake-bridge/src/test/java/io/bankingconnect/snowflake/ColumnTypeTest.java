package io.bankingconnect.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    boolean       | BOOLEAN
                    int           | NUMBER(10,0)
                    long          | NUMBER(19,0)
                    float         | DOUBLE
                    double        | DOUBLE
                    decimal(18,2) | NUMBER(18,2)
                    decimal(38, 0)| NUMBER(38,0)
                    date          | DATE
                    time          | TIME(6)
                    timestamp     | TIMESTAMP_NTZ(6)
                    timestamptz   | TIMESTAMP_LTZ(6)
                    string        | VARCHAR
                    uuid          | VARCHAR
                    binary        | BINARY
                    list<string>  | VARIANT
                    """)
    void everyTypeOfTheLakeHasAColumn(String lake, String column) {
        assertThat(ColumnType.ofLake(lake).sql()).isEqualTo(column);
    }

    @Test
    void refusesATypeItDoesNotKnowByName() {
        assertThatThrownBy(() -> ColumnType.ofLake("geometry"))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("No Snowflake type for the lake's type geometry");
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    decimal(18,2) | decimal(18,2) | true
                    decimal(18,2) | decimal(10,2) | true
                    decimal(18,2) | decimal(10,0) | true
                    decimal(18,2) | decimal(18,4) | false
                    decimal(18,2) | decimal(20,2) | false
                    decimal(18,2) | decimal(18,0) | false
                    long          | int           | true
                    int           | long          | false
                    long          | string        | false
                    string        | long          | false
                    timestamptz   | timestamp     | false
                    date          | timestamp     | false
                    double        | int           | false
                    """)
    void aColumnHoldsWhatLosesNothing(String column, String lake, boolean holds) {
        assertThat(ColumnType.ofLake(column).holds(ColumnType.ofLake(lake))).isEqualTo(holds);
    }

    @Test
    void theUnionOfTwoNumbersHoldsBoth() {
        Optional<ColumnType> union = ColumnType.ofLake("decimal(18,2)").union(ColumnType.ofLake("decimal(10,6)"));

        assertThat(union).hasValue(ColumnType.ofLake("decimal(22,6)"));
        assertThat(ColumnType.ofLake("decimal(38,0)").union(ColumnType.ofLake("decimal(38,2)")))
                .isEmpty();
        assertThat(ColumnType.ofLake("string").union(ColumnType.ofLake("date"))).isEmpty();
    }
}
