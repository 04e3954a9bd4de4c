package io.bankingconnect.snowflake.transform;

import com.hubspot.jinjava.el.ext.NamedParameter;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** dbt's functions, as the static methods that the template engine wants; they answer for the thread's current scope. */
final class JinjaFunctions {

    private static final ThreadLocal<Bindings> CURRENT = new ThreadLocal<>();

    /** The scope and the variables that the functions read. */
    record Bindings(Scope scope, Map<String, Object> vars, Map<String, String> environment) {}

    /** A call that a function cannot answer; its message is for the project's author. */
    static final class BadCall extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadCall(String message) {
            super(message);
        }
    }

    private JinjaFunctions() {}

    static void enter(Bindings bindings) {
        CURRENT.set(bindings);
    }

    static void leave() {
        CURRENT.remove();
    }

    static List<ELFunctionDefinition> definitions() {
        return List.of(
                definition("ref", "ref", Object[].class),
                definition("source", "source", Object.class, Object.class),
                definition("config", "config", Object[].class),
                definition("var", "variable", Object[].class),
                definition("env_var", "environmentVariable", Object[].class),
                definition("is_incremental", "isIncremental"));
    }

    static Object ref(Object... arguments) {
        // ref('project', 'model') names the project too; there is only one.
        Object name = arguments.length == 0 ? null : arguments[arguments.length - 1];
        if (arguments.length == 0 || arguments.length > 2 || !(name instanceof String text)) {
            throw new BadCall("ref() takes the name of one model or snapshot");
        }
        return CURRENT.get().scope().ref(text, line());
    }

    static Object source(Object source, Object table) {
        return CURRENT.get().scope().source(String.valueOf(source), String.valueOf(table), line());
    }

    static Object config(Object... arguments) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Object argument : arguments) {
            if (!(argument instanceof NamedParameter parameter)) {
                throw new BadCall("config() takes named arguments only");
            }
            settings.put(parameter.getName(), plain(parameter.getValue()));
        }
        CURRENT.get().scope().config(settings);
        return "";
    }

    static Object variable(Object... arguments) {
        String name = String.valueOf(arguments[0]);
        Object value = CURRENT.get().vars().get(name);
        if (value == null && arguments.length < 2) {
            throw new BadCall("var \"" + name + "\" is not set: give it under vars in " + ProjectLoader.PROJECT_FILE
                    + ", or a default as second argument");
        }
        return value == null ? fallback(arguments[1]) : value;
    }

    static Object environmentVariable(Object... arguments) {
        String name = String.valueOf(arguments[0]);
        String value = CURRENT.get().environment().get(name);
        if (value == null && arguments.length < 2) {
            throw new BadCall("environment variable " + name
                    + " is not set: set it for the Connect worker, or give a default as second argument");
        }
        return value == null ? fallback(arguments[1]) : value;
    }

    static boolean isIncremental() {
        return CURRENT.get().scope().incremental();
    }

    private static Object fallback(Object argument) {
        return argument instanceof NamedParameter named ? named.getValue() : argument;
    }

    private static int line() {
        return JinjavaInterpreter.getCurrent().getLineNumber();
    }

    /** The engine's collections are copied, so that nothing of the rendering lives on. */
    private static Object plain(Object value) {
        return value instanceof List<?> list ? new ArrayList<>(list) : value;
    }

    private static ELFunctionDefinition definition(String name, String method, Class<?>... parameters) {
        Method found = Arrays.stream(JinjaFunctions.class.getDeclaredMethods())
                .filter(candidate ->
                        candidate.getName().equals(method) && Arrays.equals(candidate.getParameterTypes(), parameters))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No function " + method));
        found.setAccessible(true);
        return new ELFunctionDefinition("", name, found);
    }
}
