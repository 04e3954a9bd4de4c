package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dbt's snapshot semantics over rounds of changes, on the emulator. Rounds are a minute apart, from 12:00. */
class SnapshotTest {

    @TempDir
    private Path directory;

    private EmulatedBank bank;
    private int round;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        bank = EmulatedBank.start(data);
        bank.warehouse().execute("create table GOLD.people (id number(10,0), city varchar, seen timestamp_ntz)");
    }

    @AfterEach
    void stop() {
        bank.close();
    }

    @Test
    void checksColumnsAndClosesWhatVanished() {
        Project project = project("strategy='check', check_cols=['city'], hard_deletes='invalidate'");
        rows("(1, 'Rome', null)", "(2, 'Oslo', null)");
        snapshot(project);
        rows("(1, 'Bonn', null)", "(2, 'Oslo', null)");
        snapshot(project);
        rows("(1, 'Bonn', null)");
        snapshot(project);
        rows("(1, null, null)", "(2, 'Oslo', null)");
        snapshot(project);
        snapshot(project);

        assertThat(history())
                .containsExactly(
                        "1|Rome|12:00|12:01",
                        "1|Bonn|12:01|12:03",
                        "1|-|12:03|-",
                        "2|Oslo|12:00|12:02",
                        "2|Oslo|12:03|-");
        assertThat(bank.rows("select count(distinct dbt_scd_id) from GOLD.people_snapshot"))
                .containsExactly("5");
    }

    @Test
    void leavesWhatVanishedOpenUnlessToldOtherwise() {
        Project project = project("strategy='check', check_cols='all'");
        rows("(1, 'Rome', null)", "(2, 'Oslo', null)");
        snapshot(project);
        rows("(2, 'Oslo', null)");
        snapshot(project);

        assertThat(history()).containsExactly("1|Rome|12:00|-", "2|Oslo|12:00|-");
    }

    @Test
    void followsTheColumnThatTellsWhenARowWasChanged() {
        Project project = project("strategy='timestamp', updated_at='seen'");
        rows("(1, 'Rome', cast('2026-03-01 09:00:00' as timestamp_ntz))");
        snapshot(project);
        rows("(1, 'Bonn', cast('2026-03-01 09:00:00' as timestamp_ntz))");
        snapshot(project);
        rows("(1, 'Bonn', cast('2026-03-01 09:30:00' as timestamp_ntz))");
        snapshot(project);
        rows("(1, 'Kyiv', cast('2026-03-01 09:10:00' as timestamp_ntz))");
        snapshot(project);

        assertThat(history()).containsExactly("1|Rome|09:00|09:30", "1|Bonn|09:30|-");
    }

    private Project project(String settings) {
        TestProject.in(directory)
                .file(
                        "snapshots/people_snapshot.sql",
                        "{% snapshot people_snapshot %}\n{{ config(unique_key='id', " + settings
                                + ") }}\nselect * from GOLD.people\n{% endsnapshot %}");
        return ProjectLoader.load(directory, Map.of("database", "BANKING_DW", "schema", "GOLD"), Map.of());
    }

    private void rows(String... rows) {
        bank.warehouse().update("delete from GOLD.people");
        bank.warehouse().update("insert into GOLD.people values " + String.join(", ", rows));
    }

    private void snapshot(Project project) {
        ProjectNode node = project.nodes().get(0);
        Instant now = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(60L * round++);
        Catalog catalog = Catalog.read(bank.warehouse(), List.of(node.relation()));
        new Materializer(bank.warehouse(), catalog)
                .run(node, project.compile(node, false, TestProject.INVOCATION), now);
    }

    private List<String> history() {
        return bank.rows(
                "select id, city, substr(cast(dbt_valid_from as varchar), 12, 5),"
                        + " substr(cast(dbt_valid_to as varchar), 12, 5) from GOLD.people_snapshot order by id, dbt_valid_from");
    }
}
