package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterializerTest {

    @TempDir
    private Path directory;

    private final RecordingWarehouse warehouse = new RecordingWarehouse();

    @Test
    void aViewIsReplaced() {
        run("{{ config(materialized='view') }}select 1");

        assertThat(warehouse.statements()).containsExactly("create or replace view DW.GOLD.m as (\nselect 1\n)");
    }

    @Test
    void aTableIsReplacedInOneStatement() {
        warehouse.table("GOLD.M", "id");

        OptionalLong rows = run("{{ config(materialized='table') }}select 1");

        assertThat(warehouse.statements()).containsExactly("create or replace table DW.GOLD.m as (\nselect 1\n)");
        assertThat(rows).isEmpty();
    }

    @Test
    void aTableGivesWayToAViewOfItsName() {
        warehouse.table("GOLD.M", "id");

        run("{{ config(materialized='view') }}select 1");

        assertThat(warehouse.statements())
                .containsExactly("drop table DW.GOLD.m", "create or replace view DW.GOLD.m as (\nselect 1\n)");
    }

    @Test
    void anIncrementalModelIsMadeWholeTheFirstTime() {
        run("{{ config(materialized='incremental', unique_key='id') }}select {{ is_incremental() }}");

        assertThat(warehouse.statements()).containsExactly("create or replace table DW.GOLD.m as (\nselect false\n)");
    }

    @Test
    void mergesByItsKeyAndKeepsExcludedColumns() {
        warehouse.table("GOLD.M", "id", "day", "state", "first_run");

        OptionalLong rows = run("{{ config(materialized='incremental', unique_key=['id', 'day'],"
                + " merge_exclude_columns=['first_run']) }}select {{ is_incremental() }}");

        assertThat(warehouse.statements()).containsExactly("""
                        merge into DW.GOLD.m as target
                        using (
                        select true
                        ) as source
                        on target.id = source.id and target.day = source.day
                        when matched then update set
                            id = source.id, day = source.day, state = source.state
                        when not matched then insert (id, day, state, first_run)
                        values (source.id, source.day, source.state, source.first_run)""");
        assertThat(rows).hasValue(3);
    }

    @Test
    void appendsWithoutAKey() {
        warehouse.table("GOLD.M", "id", "state");

        run("{{ config(materialized='incremental') }}select 1");

        assertThat(warehouse.statements())
                .containsExactly("insert into DW.GOLD.m (id, state)\nselect id, state from (\nselect 1\n) as source");
    }

    @Test
    void replacesTheRowsOfAKeyInOneTransaction() {
        warehouse.table("GOLD.M", "id", "state");

        OptionalLong rows = run("{{ config(materialized='incremental', incremental_strategy='delete+insert',"
                + " unique_key='id') }}select 1");

        assertThat(warehouse.statements())
                .containsExactly(
                        "create or replace table DW.GOLD.m__dbt_tmp as (\nselect 1\n)",
                        "begin",
                        "delete from DW.GOLD.m using (select distinct id from DW.GOLD.m__dbt_tmp) as source where"
                                + " DW.GOLD.m.id = source.id",
                        "insert into DW.GOLD.m (id, state)\nselect id, state from (\nselect * from"
                                + " DW.GOLD.m__dbt_tmp\n) as source",
                        "commit",
                        "drop table DW.GOLD.m__dbt_tmp");
        assertThat(rows).hasValue(5);
    }

    @Test
    void neverReplacesASnapshot() {
        TestProject.in(directory)
                .file(
                        "snapshots/m.sql",
                        "{% snapshot m %}{{ config(unique_key='id', strategy='check', check_cols='all') }}select 1"
                                + "{% endsnapshot %}");

        runNode();

        assertThat(warehouse.statements()).singleElement().asString().startsWith("create table DW.GOLD.m as (");
    }

    private OptionalLong run(String sql) {
        TestProject.in(directory).model("m", sql);
        return runNode();
    }

    private OptionalLong runNode() {
        Project project = ProjectLoader.load(directory, TestProject.TARGET, Map.of());
        ProjectNode node = TestProject.node(project, "m");
        Materializer materializer = new Materializer(warehouse, Catalog.read(warehouse, List.of(node.relation())));
        String sql = project.compile(node, materializer.incremental(node), TestProject.INVOCATION);
        return materializer.run(node, sql, Instant.parse("2026-03-01T10:20:30.456Z"));
    }
}
