package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Token;
import io.bankingconnect.emulator.sql.Token.Kind;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names a result's columns as the service does: in upper case unless they were quoted. */
final class Labels {

    private Labels() {}

    static List<ResultColumn> columns(List<Token> statement, ResultSetMetaData metaData) throws SQLException {
        Set<String> quoted = statement.stream()
                .filter(token -> token.kind() == Kind.QUOTED)
                .map(Token::value)
                .collect(Collectors.toSet());
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(ResultColumn.of(label(quoted, metaData.getColumnName(i)), metaData.getColumnTypeName(i)));
        }
        return columns;
    }

    private static String label(Set<String> quoted, String name) {
        if (quoted.contains(name)) {
            return name;
        }
        if (name.equals("count_star()")) {
            return "COUNT(*)";
        }
        boolean expression = name.chars().anyMatch(c -> "()[]'+*/<>=|%,".indexOf(c) >= 0);
        return !expression && !name.startsWith("current_")
                ? name
                : name.toUpperCase(Locale.ROOT).replace("MEMORY.MAIN.SF_", "");
    }
}
