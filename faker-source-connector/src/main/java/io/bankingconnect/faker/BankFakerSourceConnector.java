package io.bankingconnect.faker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.util.ConnectorUtils;

/**
 * Plays a bank: customers who open accounts, pay, transfer, move house and leave, as Debezium-style change events.
 *
 * <p>Each branch is an ordered stream of its own; tasks share the branches out. A stream is a function of the settings
 * alone: with exactly-once support a crash leaves neither gap nor duplicate, and without it only duplicates.
 */
public final class BankFakerSourceConnector extends SourceConnector {

    private Map<String, String> props;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return BankFakerSourceConfig.DEF;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        return new CrossChecks(connectorConfigs, super.validate(Profile.complete(connectorConfigs))).result();
    }

    @Override
    public void start(Map<String, String> connectorProps) {
        props = new HashMap<>(connectorProps);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return BankFakerSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int branches = new BankFakerSourceConfig(props).branches();
        List<Map<String, String>> tasks = new ArrayList<>();
        List<Integer> all = IntStream.range(0, branches).boxed().toList();
        for (List<Integer> some : ConnectorUtils.groupPartitions(all, Math.min(maxTasks, branches))) {
            Map<String, String> task = new HashMap<>(props);
            task.put(
                    BankFakerSourceConfig.TASK_BRANCHES,
                    some.stream().map(String::valueOf).collect(Collectors.joining(",")));
            tasks.add(task);
        }
        return tasks;
    }

    @Override
    public void stop() {}

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> connectorConfig) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /**
     * Lets offsets be reset, or moved to an offset that the connector itself once stored.
     *
     * @throws ConnectException if a partition or an offset is none of this connector's
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            StreamOffset.checkPartition(partition);
            if (offset != null) {
                StreamOffset.of(offset);
            }
        });
        return true;
    }
}
