package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.changes;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.runtime.isolation.PluginClassLoader;
import org.junit.jupiter.api.Test;

/** The metrics on a worker before Connect 4.1: MBeans of the plugin's own. */
class OldWorkerMetricsTest {

    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
    private static final String TYPE = "io.bankingconnect.parquet:type=parquet-sink-task-metrics,";

    @Test
    void theNumbersAreInMBeansOfThePlugin() throws Exception {
        TaskHarness sink = sink("jmx-lake").start(ACCOUNTS);

        sink.put(changes(ACCOUNTS, 0, 2));

        ObjectName task = new ObjectName(TYPE + "connector=jmx-lake,task=0");
        ObjectName partition =
                new ObjectName(TYPE + "connector=jmx-lake,task=0,topic=banking.public.accounts,partition=0");
        assertThat(beans("jmx-lake")).containsExactlyInAnyOrder(task, partition);
        assertThat(JMX.queryNames(new ObjectName("io.bankingconnect.parquet:type=kafka-metrics-count,*"), null))
                .as("one name for all tasks")
                .isEmpty();
        assertThat(JMX.getAttribute(task, "rows-total")).isEqualTo(2.0);
        assertThat(JMX.getAttribute(task, "buffered-bytes")).isEqualTo(0L);
        assertThat(JMX.getAttribute(partition, "committed-offset")).isEqualTo(2L);
        assertThat(JMX.getMBeanInfo(task).getAttributes())
                .filteredOn(attribute -> attribute.getName().equals("rows-total"))
                .singleElement()
                .satisfies(attribute -> assertThat(attribute.getDescription()).isEqualTo("Rows of committed files."));
        sink.stop();
    }

    @Test
    void aStoppedTaskLeavesNoMBean() throws Exception {
        TaskHarness sink = sink("jmx-stopped").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));

        sink.stop();

        assertThat(beans("jmx-stopped")).isEmpty();
    }

    @Test
    void aTaskTakesThePlaceOfOneThatConnectGaveUpAndKeepsItWhenThatOneEnds() throws Exception {
        TaskHarness worker = sink("jmx-again").start(ACCOUNTS);
        ParquetSinkTask givenUp = worker.task();

        worker.start(ACCOUNTS);
        givenUp.stop();
        worker.put(changes(ACCOUNTS, 0, 2));

        assertThat(JMX.getAttribute(new ObjectName(TYPE + "connector=jmx-again,task=0"), "rows-total"))
                .isEqualTo(2.0);
        worker.stop();
        assertThat(beans("jmx-again")).isEmpty();
    }

    @Test
    void aNameThatJmxWouldNotTakeIsQuoted() throws Exception {
        TaskHarness sink = sink("lake: 1*,a=b?").start(ACCOUNTS);

        ObjectName task = new ObjectName(TYPE + "connector=" + ObjectName.quote("lake: 1*,a=b?") + ",task=0");
        assertThat(JMX.isRegistered(task)).isTrue();
        sink.stop();
        assertThat(JMX.isRegistered(task)).isFalse();
    }

    @Test
    void aWorkerWithoutTheClassesRunsThePlugin() throws Exception {
        OldWorkerLoader old = new OldWorkerLoader(getClass().getClassLoader());
        assertThatThrownBy(() -> old.loadClass("org.apache.kafka.common.metrics.PluginMetrics"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(old.loadClass("org.apache.kafka.connect.sink.SinkTaskContext")
                        .getMethods())
                .noneMatch(method -> method.getName().equals("pluginMetrics"));

        assertThat(rowsToldByATaskOf(old)).isEqualTo(2.0);
        assertThat(beans("jmx-elsewhere")).isEmpty();
    }

    @Test
    void aTaskInAPluginsOwnClassLoaderShowsAndRemovesThem() throws Exception {
        URL classes = getClass().getProtectionDomain().getCodeSource().getLocation();
        try (PluginClassLoader plugin =
                new PluginClassLoader(classes, classpath(), getClass().getClassLoader())) {
            assertThat(plugin.loadClass(ParquetSinkTask.class.getName())).isNotEqualTo(ParquetSinkTask.class);

            assertThat(rowsToldByATaskOf(plugin)).isEqualTo(2.0);
            assertThat(beans("jmx-elsewhere")).isEmpty();
        }
    }

    private static Object rowsToldByATaskOf(ClassLoader loader) throws Exception {
        Class<?> run = loader.loadClass(Run.class.getName());
        return ((Callable<?>) run.getDeclaredConstructor().newInstance()).call();
    }

    private static URL[] classpath() throws MalformedURLException {
        String paths = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> urls = new ArrayList<>();
        for (String path : paths.split(File.pathSeparator)) {
            urls.add(Path.of(path).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** Runs a task from start to stop and answers how many rows it says to have written; loaded by another loader. */
    public static final class Run implements Callable<Object> {

        @Override
        public Object call() throws Exception {
            TaskHarness sink = sink("jmx-elsewhere").start(ACCOUNTS);
            sink.put(changes(ACCOUNTS, 0, 2));
            Object rows = JMX.getAttribute(new ObjectName(TYPE + "connector=jmx-elsewhere,task=0"), "rows-total");
            sink.stop();
            return rows;
        }
    }

    private static TaskHarness sink(String connector) {
        return new TaskHarness(Map.of("name", connector, "flush.size", "2")).beforePluginMetrics();
    }

    private static Set<ObjectName> beans(String connector) throws Exception {
        return JMX.queryNames(new ObjectName("*:connector=" + connector + ",*"), null).stream()
                .collect(Collectors.toSet());
    }
}
