package io.bankingconnect.snowflake;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The type of a warehouse column.
 *
 * @param family what kind of value it holds
 * @param precision digits of a {@link Family#NUMBER}; 0 for other families
 * @param scale digits after the decimal point of a {@link Family#NUMBER}; 0 for other families
 */
record ColumnType(Family family, int precision, int scale) {

    /** Kinds of value; none is silently turned into another. */
    enum Family {
        BOOLEAN("BOOLEAN"),
        NUMBER("NUMBER"),
        FLOAT("DOUBLE"),
        DATE("DATE"),
        TIME("TIME(6)"),
        TIMESTAMP("TIMESTAMP_NTZ(6)"),
        INSTANT("TIMESTAMP_LTZ(6)"),
        TEXT("VARCHAR"),
        BINARY("BINARY"),
        VARIANT("VARIANT");

        private final String sql;

        Family(String sql) {
            this.sql = sql;
        }
    }

    private static final int MAX_PRECISION = 38;
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+), ?(\\d+)\\)");

    /**
     * The column type for a column of a lake file.
     *
     * @param lakeType in the notation of {@link io.bankingconnect.lake.LakeColumn}
     * @throws ConnectException if there is none
     */
    static ColumnType ofLake(String lakeType) {
        Matcher decimal = DECIMAL.matcher(lakeType);
        if (decimal.matches()) {
            return number(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (lakeType) {
            case "boolean" -> of(Family.BOOLEAN);
            case "int" -> number(10, 0);
            case "long" -> number(19, 0);
            case "float", "double" -> of(Family.FLOAT);
            case "date" -> of(Family.DATE);
            case "time" -> of(Family.TIME);
            case "timestamp" -> of(Family.TIMESTAMP);
            case "timestamptz" -> of(Family.INSTANT);
            case "string", "uuid" -> of(Family.TEXT);
            case "binary" -> of(Family.BINARY);
            default -> {
                if (lakeType.matches("(struct|list|map)<.*>")) {
                    yield of(Family.VARIANT);
                }
                throw new ConnectException("No Snowflake type for the lake's type " + lakeType
                        + ": upgrade this connector, or drop the column with a transform on the lake's sink");
            }
        };
    }

    /**
     * The type of a column that exists, as the driver names it.
     *
     * @throws ConnectException if the sink never loads a column of that type
     */
    static ColumnType ofExisting(String driverType, int precision, int scale) {
        return switch (driverType.toUpperCase(Locale.ROOT).replaceAll("[ _]|\\(.*", "")) {
            case "BOOLEAN" -> of(Family.BOOLEAN);
            case "NUMBER", "DECIMAL", "NUMERIC", "INTEGER", "BIGINT", "INT", "SMALLINT", "FIXED" ->
                number(precision, scale);
            case "DOUBLE", "FLOAT", "REAL", "DOUBLEPRECISION" -> of(Family.FLOAT);
            case "DATE" -> of(Family.DATE);
            case "TIME" -> of(Family.TIME);
            case "TIMESTAMP", "TIMESTAMPNTZ", "DATETIME" -> of(Family.TIMESTAMP);
            case "TIMESTAMPLTZ", "TIMESTAMPTZ" -> of(Family.INSTANT);
            case "VARCHAR", "TEXT", "STRING", "CHAR" -> of(Family.TEXT);
            case "BINARY", "VARBINARY" -> of(Family.BINARY);
            case "VARIANT", "OBJECT", "ARRAY" -> of(Family.VARIANT);
            default -> throw new ConnectException("a column of type " + driverType + " cannot be loaded");
        };
    }

    /** Whether every value of the other type fits into a column of this one unchanged. */
    boolean holds(ColumnType other) {
        return family == other.family && scale >= other.scale && precision - scale >= other.precision - other.scale;
    }

    /**
     * The least type that holds every value of both.
     *
     * @return empty if there is none
     */
    Optional<ColumnType> union(ColumnType other) {
        int widerScale = Math.max(scale, other.scale);
        int widerPrecision = Math.max(precision - scale, other.precision - other.scale) + widerScale;
        return family == other.family && widerPrecision <= MAX_PRECISION
                ? Optional.of(new ColumnType(family, widerPrecision, widerScale))
                : Optional.empty();
    }

    /** The type as DDL writes it. */
    String sql() {
        return family == Family.NUMBER ? "NUMBER(" + precision + "," + scale + ")" : family.sql;
    }

    private static ColumnType of(Family family) {
        return new ColumnType(family, 0, 0);
    }

    private static ColumnType number(int precision, int scale) {
        return new ColumnType(Family.NUMBER, precision, scale);
    }
}
