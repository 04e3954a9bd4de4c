package io.bankingconnect.emulator.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatorTest {

    private final Translator translator =
            new Translator(Set.of("IFF", "TO_DATE", "INFORMATION_SCHEMA_TABLES"), Map.of("CURRENT_DATABASE", "BANK"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select a from t                           | SELECT A FROM T",
                "select \"a b\".\"c\" from db.s.t          | SELECT \"a b\".\"c\" FROM DB.S.T",
                "select 'it''s' -- a ' comment             | SELECT 'it''s'",
                "select /* ' */ 'back\\\\slash'            | SELECT 'back\\slash'",
                "select $$no 'escapes' \\n$$               | SELECT 'no ''escapes'' \\n'",
                "select a::number                          | SELECT A :: DECIMAL(38,0)",
                "select a::number(10)                      | SELECT A :: DECIMAL(10,0)",
                "select cast(a + 1 as number(18, 2))       | SELECT CAST( A + 1 AS DECIMAL(18,2) )",
                "select try_cast(a as timestamp_ltz(6))    | SELECT TRY_CAST( A AS TIMESTAMPTZ )",
                "select a::timestamp with time zone        | SELECT A :: TIMESTAMPTZ",
                "select iff(a, cast(b as string), 'x')     | SELECT MEMORY.MAIN.SF_IFF( A , CAST( B AS VARCHAR ) , 'x' )",
                "select number, date from t                | SELECT NUMBER , DATE FROM T",
                "select at, x at time zone 'UTC' from t    | SELECT \"AT\" , X AT TIME ZONE 'UTC' FROM T",
                "select current_timestamp(3)               | SELECT CURRENT_TIMESTAMP",
                "select current_database()                 | SELECT 'BANK'",
                "select datediff(day, a, '2024-01-01')     | SELECT DATE_DIFF( 'day' , A , CAST( '2024-01-01' AS TIMESTAMP ) )",
                "select to_date('1.2.24', 'DD.MM.YYYY')    | SELECT CAST( STRPTIME( '1.2.24' , '%d.%m.%Y' ) AS DATE )",
                "select v:a.\"B\"[0]::varchar              | SELECT JSON_EXTRACT_STRING( V , '$.\"a\".\"B\"[0]' ) :: VARCHAR",
                "select f(v):a                             | SELECT JSON_EXTRACT( F( V ) , '$.\"a\"' )",
                "select 1 minus select 2                   | SELECT 1 EXCEPT SELECT 2",
                "select a from identifier('s.\"t\"')       | SELECT A FROM \"S\".\"t\"",
                "select sha2(a, 256)                       | SELECT SHA256( A )",
                "select a<>b, a>=1e-3, c.d                 | SELECT A <> B , A >= 1e-3 , C.D"
            })
    void snowflakeBecomesDuckDb(String snowflake, String duck) {
        assertThat(translator.sql(Tokenizer.tokens(snowflake))).isEqualTo(duck);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select a::geography              | data type GEOGRAPHY",
                "select sha2(a, 512)              | SHA2 of any size but 256",
                "select dateadd(nanosecond, 1, a) | date or time part NANOSECOND",
                "select to_char(a, '999.00')      | TO_CHAR with a format element '9'",
                "select $1 from t                 | column position $1"
            })
    void whatHasNoCounterpartIsRefusedByName(String sql, String feature) {
        assertThatThrownBy(() -> translator.sql(Tokenizer.tokens(sql)))
                .isInstanceOf(UnsupportedSqlException.class)
                .hasMessage(feature);
    }

    @Test
    void informationSchemaIsReadForItsDatabase() {
        assertThat(translator.sql(Tokenizer.tokens("select * from information_schema.tables where 1 = 1")))
                .isEqualTo(
                        "SELECT * FROM MEMORY.MAIN.SF_INFORMATION_SCHEMA_TABLES( 'BANK' ) AS \"TABLES\" WHERE 1 = 1");
        assertThat(translator.sql(Tokenizer.tokens("select * from x.information_schema.tables t")))
                .isEqualTo("SELECT * FROM MEMORY.MAIN.SF_INFORMATION_SCHEMA_TABLES( 'X' ) T");
    }

    @Test
    void operatorsOfTwoCharactersStayTogether() {
        assertThat(translator.sql(Tokenizer.tokens("select a||b, a -> b"))).isEqualTo("SELECT A || B , A -> B");
    }

    @Test
    void anUnterminatedStringIsReportedByItsPlaceWithoutItsContent() {
        assertThatThrownBy(() -> Tokenizer.tokens("select 1,\n  'secret"))
                .isInstanceOf(SqlSyntaxException.class)
                .hasMessage("syntax error line 2 at position 2 unterminated string.");
    }

    @Property
    void anyTextSurvivesAsALiteral(@ForAll String text) {
        String literal = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";

        List<Token> tokens = Tokenizer.tokens(literal);

        assertThat(tokens).extracting(Token::value).containsExactly(text);
        assertThat(tokens.get(0).rendered()).isEqualTo("'" + text.replace("'", "''") + "'");
    }
}
