package io.bankingconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void theMedianIsTheMiddleOfAnOddNumber() {
        assertThat(samples(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void theMedianIsBetweenTheTwoMiddlesOfAnEvenNumber() {
        assertThat(samples(9, 1, 5, 6).median()).isEqualTo(5.5);
    }

    @Test
    void theSpreadIsAShareOfTheMedian() {
        assertThat(samples(4, 5, 6).spread()).isEqualTo(0.4);
    }

    @Test
    void withoutAMeasurementThereIsNoMedian() {
        assertThatThrownBy(() -> samples().median())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Nothing was measured");
    }

    private static Samples samples(double... values) {
        Samples samples = new Samples();
        DoubleStream.of(values).forEach(samples::add);
        return samples;
    }
}
