package io.bankingconnect.parquet;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** Loads this plugin and Kafka anew, without the plugin metrics that came with Kafka 4.1. */
final class OldWorkerLoader extends ClassLoader {

    private static final String CONTEXT = "org.apache.kafka.connect.sink.SinkTaskContext";
    private static final String PLUGIN_METRICS = "org.apache.kafka.common.metrics.PluginMetrics";

    OldWorkerLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (name.equals(PLUGIN_METRICS)) {
                throw new ClassNotFoundException(name);
            }
            boolean anew = name.startsWith("io.bankingconnect.") || name.startsWith("org.apache.kafka.");
            if (!anew || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            byte[] code = name.equals(CONTEXT) ? contextBefore41() : code(name);
            return defineClass(name, code, 0, code.length);
        }
    }

    private byte[] contextBefore41() {
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(getParent());
        return new ByteBuddy()
                .redefine(TypePool.Default.of(classes).describe(CONTEXT).resolve(), classes)
                .visit(new MemberRemoval().stripMethods(ElementMatchers.named("pluginMetrics")))
                .make()
                .getBytes();
    }

    private byte[] code(String name) throws ClassNotFoundException {
        try (InputStream code = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (code == null) {
                throw new ClassNotFoundException(name);
            }
            return code.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
