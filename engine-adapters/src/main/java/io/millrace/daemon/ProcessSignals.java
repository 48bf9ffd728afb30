package io.millrace.daemon;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Signals of the operating system: TERM and INT stop, a second one ends the process at once; USR1 sets the kill switch.
 *
 * <p>Not USR2, although the JVM gives it away: HotSpot stops threads with it when a profiler samples them, and each sample
 * would set the kill switch. Uses {@code sun.misc.Signal} by reflection: it is exported by {@code jdk.unsupported}, but the
 * compiler warns of every mention.
 */
final class ProcessSignals {
    private static final String KILL_SIGNAL = "USR1";
    private static final int EXIT_BY_SIGNAL = 128;

    private ProcessSignals() {}

    /** Returns which signals are in force, for people. */
    static String install(Runnable stop, Runnable kill) {
        List<String> stops = new ArrayList<>();
        Stopper stopper = new Stopper(stop);
        for (String name : List.of("TERM", "INT")) {
            if (handle(name, stopper)) {
                stops.add(name);
            }
        }
        String killer = handle(KILL_SIGNAL, number -> kill.run()) ? KILL_SIGNAL : "none";
        return "signals: stop by " + stops + ", kill switch by " + killer;
    }

    /** What to do with a signal of a given number. */
    private interface Action {
        void on(int number);
    }

    /** The first signal asks, the second does not. */
    private static final class Stopper implements Action {
        private final Runnable stop;
        private boolean asked;

        Stopper(Runnable stop) {
            this.stop = stop;
        }

        @Override
        public synchronized void on(int number) {
            if (asked) {
                Runtime.getRuntime().halt(EXIT_BY_SIGNAL + number);
            }
            asked = true;
            stop.run();
        }
    }

    private static boolean handle(String name, Action action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object wanted = signal.getConstructor(String.class).newInstance(name);
            int number = (int) signal.getMethod("getNumber").invoke(wanted);
            InvocationHandler calls = (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "handle" -> action.on(number);
                    case "equals" -> {
                        return proxy == arguments[0];
                    }
                    case "hashCode" -> {
                        return System.identityHashCode(proxy);
                    }
                    default -> {
                        return "handler of " + name;
                    }
                }
                return null;
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
            signal.getMethod("handle", signal, handler).invoke(null, wanted, proxy);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // The JVM or the system keeps this signal for itself.
            return false;
        }
    }
}
