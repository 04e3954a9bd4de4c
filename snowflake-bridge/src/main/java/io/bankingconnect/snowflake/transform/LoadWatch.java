package io.bankingconnect.snowflake.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells by the stage sink's manifest how much has been loaded.
 *
 * <p>The manifest only grows, and in the transactions that load the rows; so its number of rows changes with every load
 * and never without. Counting needs no running warehouse in Snowflake.
 */
final class LoadWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LoadWatch.class);
    private static final String MANIFEST = "_LOADED_FILES";

    private final Warehouse warehouse;
    private final List<Relation> manifests;
    private final List<Relation> needed;
    private boolean ready;
    private boolean told;

    LoadWatch(Warehouse warehouse, Project project) {
        this.warehouse = warehouse;
        manifests = project.sources().stream()
                .map(source -> new Relation(source.database(), source.schema(), MANIFEST))
                .distinct()
                .toList();
        needed = new ArrayList<>(manifests);
        needed.addAll(project.sources());
    }

    /** What distinguishes this state of the raw tables from others; empty while some of them are not there yet. */
    Optional<String> watermark() {
        if (!ready && !allThere()) {
            return Optional.empty();
        }
        String sql = manifests.stream()
                .map(manifest -> "select count(*) as files from " + manifest)
                .collect(Collectors.joining("\nunion all\n"));
        long files = warehouse.query(sql).stream()
                .mapToLong(row -> Long.parseLong(row.get(0)))
                .sum();
        return files == 0 ? Optional.empty() : Optional.of(Long.toString(files));
    }

    private boolean allThere() {
        Catalog catalog = Catalog.read(warehouse, needed);
        List<Relation> missing = needed.stream()
                .filter(relation -> catalog.kind(relation).isEmpty())
                .toList();
        ready = missing.isEmpty();
        if (!ready && !told) {
            told = true;
            LOG.info("Waiting for the first load: {} not there yet", missing);
        }
        return ready;
    }
}
