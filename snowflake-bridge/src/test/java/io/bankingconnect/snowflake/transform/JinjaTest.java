package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JinjaTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "{{ ref('base') }} => DW.GOLD.base",
                "{{ ref('shop', 'base') }} => DW.GOLD.base",
                "{{ source('raw', 'items') }} => LAKE.BRONZE.ITEMS",
                "{{ this }} => DW.GOLD.m",
                "{{ this.schema }}.{{ this.identifier }} => GOLD.m",
                "{{ target.database }}/{{ target.name }} => DW/test",
                "{{ var('region') }} => north",
                "{{ var('limit') }} => 7",
                "{{ var('none_such', 'plan b') }} => plan b",
                "{{ env_var('STAGE') }} => test",
                "{{ env_var('NONE_SUCH', 'plan b') }} => plan b",
                "{{ invocation_id }} => run-1",
                "{{ run_started_at.strftime('%Y-%m-%d %H:%M:%S') }} => 2026-03-01 10:20:30",
                "{{ config(materialized='table', tags=['a']) }}x => x",
                "{{ double('a') }} => a and a",
                "{{ double('a', between='or') }} => a or a",
                "{% set xs = ['p', 'q'] %}{{ xs | join(', ') }} => p, q",
                "{% for x in ['p', 'q'] %}{{ x }}{% if not loop.last %};{% endif %}{% endfor %} => p;q",
                "a  {%- if true -%}  b  {%- endif %}c => abc",
                "x {# comment {{ nobody }} #}y => x y",
                "{{ 'a' ~ 1 }} => a1",
                "{{ '{{ nobody }}' }} => {{ nobody }}",
            })
    void rendersWhatDbtRenders(String template, String sql) {
        TestProject project = TestProject.in(directory)
                .model("base", "select 1")
                .file(
                        "models/sources.yml",
                        "sources:\n  - name: raw\n    database: LAKE\n    schema: \"{{ 'BRONZE' }}\"\n"
                                + "    tables:\n      - name: items\n        identifier: ITEMS\n")
                .file("macros/m.sql", "{% macro double(x, between='and') %}{{ x }} {{ between }} {{ x }}{% endmacro %}")
                .model("m", template);

        assertThat(project.compiled("m")).isEqualTo(sql);
    }

    @Test
    void selectsWhatIsNewOnlyWhenIncremental() {
        TestProject project = TestProject.in(directory).model("m", """
                        {{ config(materialized='incremental') }}
                        select * from x
                        {%- if is_incremental() %}
                        where id > (select max(id) from {{ this }})
                        {%- endif %}
                        """);

        assertThat(project.compiled("m", false)).isEqualTo("select * from x");
        assertThat(project.compiled("m", true))
                .isEqualTo("select * from x\nwhere id > (select max(id) from DW.GOLD.m)");
    }

    @Test
    void aMacroSeesTheNodeThatCallsIt() {
        TestProject project = TestProject.in(directory)
                .file(
                        "macros/m.sql",
                        "{% macro where() %}{% if is_incremental() %} where {{ this }}{% endif %}{% endmacro %}")
                .model("m", "{{ config(materialized='incremental') }}select 1{{ where() }}");

        assertThat(project.compiled("m", true)).isEqualTo("select 1 where DW.GOLD.m");
    }
}
