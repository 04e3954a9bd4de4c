package io.bankingconnect.local.report;

import io.bankingconnect.local.stores.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lays out a query's answer in columns. */
public final class TextTable {

    private TextTable() {}

    /** The answer as lines, the labels first. */
    public static String of(Answer answer) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(answer.columns());
        lines.addAll(answer.rows());
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < answer.columns().size(); column++) {
            int index = column;
            widths.add(lines.stream()
                    .mapToInt(line -> line.get(index).length())
                    .max()
                    .orElse(0));
        }
        return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder(" ");
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(' ').append(cell).append(" ".repeat(widths.get(column) - cell.length() + 1));
        }
        return line.toString().stripTrailing();
    }
}
