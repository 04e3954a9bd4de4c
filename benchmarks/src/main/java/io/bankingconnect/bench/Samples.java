package io.bankingconnect.bench;

import java.util.ArrayList;
import java.util.List;

/** The values that several rounds of one measurement gave. Not safe for concurrent use. */
public final class Samples {

    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    /** @throws IllegalStateException if nothing was measured */
    public double median() {
        if (values.isEmpty()) {
            throw new IllegalStateException("Nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The difference between the most and the least as a share of the median. */
    public double spread() {
        return (most() - least()) / median();
    }
}
