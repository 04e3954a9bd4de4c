package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectLoaderTest {

    @TempDir
    private Path directory;

    @Test
    void runsEachNodeAfterThoseItRefersTo() {
        Project project = TestProject.in(directory)
                .model("a", "select * from {{ ref('z') }} join {{ ref('s') }}")
                .model("z", "select 1")
                .file(
                        "snapshots/s.sql",
                        "{% snapshot s %}{{ config(unique_key='id', strategy='check', check_cols='all') }}"
                                + "select * from {{ ref('z') }}{% endsnapshot %}")
                .file("tests/t.sql", "select * from {{ ref('a') }}")
                .load();

        assertThat(project.nodes())
                .extracting(ProjectNode::id)
                .containsExactly("model.shop.z", "snapshot.shop.s", "model.shop.a", "test.shop.t");
        assertThat(TestProject.node(project, "a").dependsOn())
                .containsExactlyInAnyOrder("model.shop.z", "snapshot.shop.s");
    }

    @Test
    void aReferenceThatOnlyTheIncrementalSqlMakesCountsToo() {
        Project project = TestProject.in(directory)
                .model("a", "select 1 {% if is_incremental() %} from {{ ref('b') }} {% endif %}")
                .model("b", "select 1")
                .load();

        assertThat(project.nodes()).extracting(ProjectNode::name).containsExactly("b", "a");
    }

    @Test
    void settingsOfTheNodeBeatItsPropertiesFileWhichBeatsTheProject() {
        TestProject.in(directory)
                .file("dbt_project.yml", """
                        name: shop
                        models:
                          +materialized: view
                          shop:
                            core:
                              +materialized: table
                              +schema: CORE
                        """)
                .model("outside", "select 1")
                .model("core/by_folder", "select 1")
                .model("core/by_file", "select 1")
                .model("core/by_itself", "{{ config(materialized='table', alias='other') }} select 1")
                .file("models/core/core.yml", """
                        models:
                          - name: by_file
                            config: {materialized: incremental}
                          - name: by_itself
                            config: {materialized: incremental}
                        """)
                .file(
                        "macros/names.sql",
                        "{% macro generate_schema_name(custom_schema_name, node) %}{% if custom_schema_name %}"
                                + "{{ custom_schema_name }}{% else %}{{ target.schema }}{% endif %}{% endmacro %}");

        Project project = ProjectLoader.load(directory, TestProject.TARGET, Map.of());

        assertThat(materialized(project))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "outside", "view DW.GOLD.outside",
                        "by_folder", "table DW.CORE.by_folder",
                        "by_file", "incremental DW.CORE.by_file",
                        "by_itself", "table DW.CORE.other"));
    }

    @Test
    void aGivenSchemaFollowsTheTargetsUnlessTheProjectSaysOtherwise() {
        Project project = TestProject.in(directory)
                .model("a", "{{ config(schema='CORE') }} select 1")
                .load();

        assertThat(TestProject.node(project, "a").relation()).hasToString("DW.GOLD_CORE.a");
    }

    @Test
    void genericTestsAreNamedAndWrittenAsInDbt() {
        TestProject project = TestProject.in(directory)
                .model("orders", "select 1")
                .model("customers", "select 1")
                .file("models/schema.yml", """
                        models:
                          - name: orders
                            columns:
                              - name: id
                                data_tests: [unique, not_null]
                              - name: state
                                data_tests:
                                  - accepted_values:
                                      arguments: {values: [new, "o'clock"]}
                                      config: {severity: warn, where: "id > 1"}
                              - name: customer_id
                                tests:
                                  - relationships: {to: ref('customers'), field: id}
                              - name: payer_id
                                data_tests:
                                  - relationships:
                                      arguments: {to: ref('customers'), field: id}
                                      config: {where: "id > 1"}
                        """);

        assertThat(project.compiled("unique_orders_id"))
                .isEqualTo("select id as unique_field, count(*) as n_records from DW.GOLD.orders where id is not null"
                        + " group by id having count(*) > 1");
        assertThat(project.compiled("not_null_orders_id"))
                .isEqualTo("select id as null_field from DW.GOLD.orders where id is null");
        assertThat(project.compiled("accepted_values_orders_state__new__o_clock"))
                .isEqualTo("select state as value_field, count(*) as n_records from (select * from DW.GOLD.orders where"
                        + " id > 1) dbt_subquery where state not in ('new', 'o''clock') group by state");
        assertThat(project.compiled("relationships_orders_customer_id__id__ref_customers_"))
                .isEqualTo("select child.customer_id as from_field from DW.GOLD.orders child left join"
                        + " DW.GOLD.customers parent on child.customer_id = parent.id where child.customer_id is not"
                        + " null and parent.id is null");
        assertThat(project.compiled("relationships_orders_payer_id__id__ref_customers_"))
                .startsWith("select child.payer_id as from_field from (select * from DW.GOLD.orders where id > 1) child"
                        + " left join DW.GOLD.customers parent on ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void refusesAMistakeNamingFileAndLine(String name, Map<String, String> files, String message) {
        TestProject project = TestProject.in(directory).model("fine", "select 1");
        files.forEach(project::file);

        assertThatThrownBy(project::load).isInstanceOf(ProjectException.class).hasMessageContaining(message);
    }

    static List<Arguments> mistakes() {
        return List.of(
                mistake(
                        "unknown ref",
                        "models/a.sql",
                        "select 1\nfrom {{ ref('nowhere') }}",
                        "models/a.sql line 2: ref('nowhere'): no model or snapshot of that name"),
                mistake(
                        "unknown source",
                        "models/a.sql",
                        "\n\nselect 1 from {{ source('raw', 'x') }}",
                        "models/a.sql line 3: source('raw', 'x'): no such table under sources"),
                Arguments.of(
                        "cycle",
                        Map.of(
                                "models/a.sql", "select *\nfrom {{ ref('b') }}",
                                "models/b.sql", "select *\n\nfrom {{ ref('c') }}",
                                "models/c.sql", "select * from {{ ref('a') }}"),
                        "models/c.sql line 1: models refer to one another in a circle: a → b → c → a"),
                mistake(
                        "reference to itself",
                        "models/a.sql",
                        "select * from {{ ref('a') }}",
                        "models/a.sql line 1: models refer to one another in a circle: a → a"),
                mistake("unclosed block", "models/a.sql", "a\n{% if true %}\nb", "models/a.sql line 2: "),
                mistake("unclosed bracket", "models/a.sql", "a\n{{ ref('fine' }}", "models/a.sql line 2: "),
                mistake("unknown tag", "models/a.sql", "a\n\n{% materialize %}", "models/a.sql line 3: "),
                mistake(
                        "unknown name",
                        "models/a.sql",
                        "a\n{{ nobody }}",
                        "models/a.sql line 2: unknown name \"nobody\""),
                mistake("unknown function", "models/a.sql", "a\n{{ nobody(1) }}", "models/a.sql line 2: "),
                mistake(
                        "unset variable",
                        "models/a.sql",
                        "a\n{{ var('colour') }}",
                        "models/a.sql line 2: var \"colour\" is not set: give it under vars in dbt_project.yml"),
                mistake(
                        "unset environment variable",
                        "models/a.sql",
                        "a\n{{ env_var('COLOUR') }}",
                        "models/a.sql line 2: environment variable COLOUR is not set"),
                mistake(
                        "positional config",
                        "models/a.sql",
                        "a\n{{ config('table') }}",
                        "models/a.sql line 2: config() takes named arguments only"),
                mistake(
                        "unknown materialization",
                        "models/a.sql",
                        "\n{{ config(materialized='tabel') }}",
                        "models/a.sql line 2: materialized='tabel' is not one of [incremental, table, view]"),
                mistake(
                        "unknown strategy",
                        "models/a.sql",
                        "{{ config(materialized='incremental', incremental_strategy='hope') }}",
                        "models/a.sql line 1: incremental_strategy='hope' is not one of"),
                mistake(
                        "strategy without a key",
                        "models/a.sql",
                        "{{ config(materialized='incremental', incremental_strategy='delete+insert') }}",
                        "models/a.sql line 1: incremental_strategy='delete+insert' needs unique_key"),
                mistake(
                        "setting that would not be followed",
                        "models/a.sql",
                        "{{ config(pre_hook='delete from x') }}",
                        "models/a.sql line 1: pre_hook is not supported here"),
                mistake(
                        "snapshot without a strategy",
                        "snapshots/s.sql",
                        "{% snapshot s %}\n{{ config(unique_key='id') }}\nselect 1\n{% endsnapshot %}",
                        "snapshots/s.sql line 2: strategy='' is not one of [check, timestamp]"),
                mistake(
                        "snapshot without a key",
                        "snapshots/s.sql",
                        "\n\n{% snapshot s %}\n{{ config(strategy='check') }}\nselect 1\n{% endsnapshot %}",
                        "snapshots/s.sql line 4: a snapshot needs unique_key, one column"),
                mistake(
                        "no snapshot in a file",
                        "snapshots/s.sql",
                        "select 1",
                        "snapshots/s.sql line 1: no {% snapshot"),
                mistake(
                        "unknown generic test",
                        "models/s.yml",
                        "models:\n  - name: fine\n    columns:\n      - name: id\n        data_tests: [uniqe]\n",
                        "models/s.yml line 5: unknown test \"uniqe\""),
                mistake(
                        "generic test without an argument",
                        "models/s.yml",
                        "models:\n  - name: fine\n    columns:\n      - name: id\n        data_tests:\n"
                                + "          - relationships:\n              arguments: {to: ref('fine')}\n",
                        "models/s.yml line 6: relationships needs the argument field"),
                mistake(
                        "generic test of an unknown model",
                        "models/s.yml",
                        "models:\n  - name: fine\n    columns:\n      - name: id\n        data_tests:\n"
                                + "          - relationships:\n"
                                + "              arguments: {to: ref('gone'), field: id}\n",
                        "models/s.yml line 6: ref('gone'): no model or snapshot of that name"),
                mistake(
                        "properties of an unknown model",
                        "models/s.yml",
                        "models:\n  - name: gone\n",
                        "models/s.yml line 2: no model or snapshot \"gone\""),
                mistake("bad YAML", "models/s.yml", "models:\n  - name: [\n", "models/s.yml line "),
                mistake(
                        "same name twice",
                        "models/sub/fine.sql",
                        "select 2",
                        "models/sub/fine.sql line 1: \"fine\" is also in models/fine.sql: rename one"),
                mistake(
                        "SQL outside a macro",
                        "macros/m.sql",
                        "{% macro m() %}1{% endmacro %}\n{{ config(materialized='table') }}",
                        "macros/m.sql: only macros may stand here"),
                Arguments.of(
                        "mistake in a macro",
                        Map.of(
                                "macros/m.sql", "{% macro m(x) %}\n\n{{ x }} {{ nobody }}\n{% endmacro %}",
                                "models/a.sql", "{{ m(1) }}"),
                        "macros/m.sql line 3: "));
    }

    @Test
    void namesTheDirectoryThatHoldsNoProject() {
        assertThatThrownBy(() -> ProjectLoader.load(directory.resolve("gone"), TestProject.TARGET, Map.of()))
                .hasMessage(directory.resolve("gone") + ": no dbt_project.yml there; is it readable on this worker?");
    }

    @Test
    void refusesAProjectWithNothingToRun() {
        TestProject project = TestProject.in(directory);

        assertThatThrownBy(project::load)
                .hasMessage("dbt_project.yml: no model or snapshot below [models] and [snapshots]");
    }

    private static Arguments mistake(String name, String file, String text, String message) {
        return Arguments.of(name, Map.of(file, text), message);
    }

    private static Map<String, String> materialized(Project project) {
        return project.nodes().stream()
                .collect(Collectors.toMap(
                        ProjectNode::name, node -> node.config().text("materialized", "") + " " + node.relation()));
    }
}
