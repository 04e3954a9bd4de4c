package io.bankingconnect.snowflake.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** Opens sessions on the real driver whose connection breaks at a statement that a test names. */
public final class FaultySession {

    private record Fault(String statement, boolean executed) {}

    private final AtomicReference<Fault> next = new AtomicReference<>();

    /** The next statement that begins so is lost on its way to the service. */
    public void failBefore(String statement) {
        next.set(new Fault(statement, false));
    }

    /** The next statement that begins so is executed, but its answer is lost. */
    public void failAfter(String statement) {
        next.set(new Fault(statement, true));
    }

    /** Whether the fault that was asked for has happened. */
    public boolean happened() {
        return next.get() == null;
    }

    /** A session that suffers from these faults. */
    public SnowflakeSession open(SnowflakeSettings settings) {
        return new SnowflakeSession(settings, () -> {
            Connection real = new SnowflakeDriver().connect(settings.jdbcUrl(), settings.properties());
            return proxy(Connection.class, (method, arguments) -> connectionCall(real, method, arguments));
        });
    }

    private Object connectionCall(Connection real, Method method, Object[] arguments) throws Throwable {
        Object answer = invoke(real, method, arguments);
        if (!(answer instanceof Statement statement)) {
            return answer;
        }
        String prepared = method.getName().equals("prepareStatement") ? (String) arguments[0] : null;
        return proxy(method.getReturnType(), (call, values) -> {
            boolean runs = call.getName().startsWith("execute");
            String sql = runs && prepared == null ? (String) values[0] : prepared;
            return runs ? run(sql, () -> invoke(statement, call, values)) : invoke(statement, call, values);
        });
    }

    private Object run(String sql, Call call) throws Throwable {
        Fault fault = next.get();
        if (fault == null || !sql.startsWith(fault.statement())) {
            return call.run();
        }
        next.set(null);
        if (fault.executed()) {
            call.run();
        }
        throw new SQLException("connection reset", "08006");
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? FaultySession.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.call(method, arguments)));
    }

    private interface Handler {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private interface Call {
        Object run() throws Throwable;
    }
}
