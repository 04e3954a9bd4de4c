package io.bankingconnect.snowflake.transform;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders dbt's Jinja. Anything unknown is an error with its file and line. Not safe for use by several threads at once.
 */
final class Jinja {

    private final JinjavaConfig config = JinjavaConfig.newBuilder()
            .withFailOnUnknownTokens(true)
            // Text that a template puts out is not a template, as in dbt.
            .withNestedInterpretationEnabled(false)
            .build();

    private final Jinjava engine = new Jinjava(config);
    private final List<Template> macros;
    private final Context context;
    private final Map<String, Object> vars;
    private final Map<String, String> environment;

    /**
     * @param macros files of macros, which every template can call
     * @param target what {@code target} stands for
     * @param vars what {@code var()} finds
     * @param environment what {@code env_var()} finds
     * @throws ProjectException if a macro file is not valid
     */
    Jinja(
            List<Template> macros,
            Map<String, Object> target,
            Map<String, Object> vars,
            Map<String, String> environment) {
        this.macros = List.copyOf(macros);
        this.vars = Map.copyOf(vars);
        this.environment = Map.copyOf(environment);
        JinjaFunctions.definitions().forEach(engine.getGlobalContext()::registerFunction);
        engine.getGlobalContext().registerTag(new SnapshotTag());
        context = new Context(engine.getGlobalContext());
        context.put("target", target);
        for (Template file : macros) {
            render(file, new NoScope(file), context);
        }
    }

    boolean hasMacro(String name) {
        return context.getGlobalMacro(name) != null;
    }

    /**
     * The text that a template stands for.
     *
     * @param variables what the template may name beside functions and macros
     * @throws ProjectException if it is not valid, naming file and line
     */
    String render(Template template, Scope scope, Map<String, Object> variables) {
        Context own = new Context(context);
        own.putAll(variables);
        return render(template, scope, own);
    }

    private String render(Template template, Scope scope, Context own) {
        JinjavaInterpreter interpreter = new JinjavaInterpreter(engine, own, config);
        JinjaFunctions.enter(new JinjaFunctions.Bindings(scope, vars, environment));
        try (AutoCloseableImpl<JinjavaInterpreter> current =
                JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            String text = current.value().render(template.text());
            checkErrors(template, interpreter);
            return text;
        } catch (UnknownTokenException e) {
            // What was wrong before is often why the name is unknown now.
            checkErrors(template, interpreter);
            throw refused(template, e);
        } finally {
            JinjaFunctions.leave();
        }
    }

    private void checkErrors(Template template, JinjavaInterpreter interpreter) {
        for (TemplateError error : interpreter.getErrors()) {
            throw refused(template, error);
        }
    }

    private ProjectException refused(Template template, TemplateError error) {
        for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProjectException known) {
                return known;
            }
            if (cause instanceof UnknownTokenException unknown) {
                return refused(template, unknown);
            }
            if (cause instanceof JinjaFunctions.BadCall badCall) {
                return refused(template, error.getLineno(), error.getFieldName(), badCall.getMessage());
            }
        }
        return refused(template, error.getLineno(), error.getFieldName(), error.getMessage());
    }

    private ProjectException refused(Template template, UnknownTokenException unknown) {
        String token = unknown.getToken();
        return refused(template, unknown.getLineNumber(), token, "unknown name \"" + token + "\"");
    }

    private ProjectException refused(Template template, int line, String piece, String reason) {
        Template file = template;
        if (piece != null && !template.holds(line, piece)) {
            // The engine counts the lines of a macro's body in the macro's own file.
            List<Template> called = new ArrayList<>(macros);
            called.removeIf(macro -> !macro.holds(line, piece));
            file = called.isEmpty() ? template : called.get(0);
        }
        return new ProjectException(file.file(), file.lineOf(line), reason);
    }

    /** Macro files only define; what they do when they are called runs in the caller's scope. */
    private record NoScope(Template file) implements Scope {

        @Override
        public Object ref(String name, int line) {
            throw refused(line);
        }

        @Override
        public Object source(String source, String table, int line) {
            throw refused(line);
        }

        @Override
        public void config(Map<String, Object> settings) {
            throw refused(0);
        }

        @Override
        public boolean incremental() {
            throw refused(0);
        }

        private ProjectException refused(int line) {
            return new ProjectException(file.file(), line, "only macros may stand here");
        }
    }
}
