package io.bankingconnect.local.stack;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Runs another class's {@code main} and ends the process when its standard input does.
 *
 * <p>Whoever starts a server holds the other end of that pipe, so the server ends with it however it ends, also by
 * {@code kill -9}.
 */
public final class Leash {

    private static final long GRACE_SECONDS = 15;

    private Leash() {}

    /**
     * Starts the class named by the first argument with the other arguments.
     *
     * @throws ReflectiveOperationException if there is no such class, or it has no {@code main}
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        daemon("leash", Leash::exitAtEndOfInput);
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on this pipe: only its end counts.
            }
        } catch (IOException e) {
            System.err.println("The pipe from the supervisor broke: " + e.getMessage());
        }
        daemon("leash-grace", Leash::haltAfterGrace);
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            TimeUnit.SECONDS.sleep(GRACE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
