package io.millrace.daemon;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps a failing side work from ending a run: a failure is said once, and again only when the work has succeeded in
 * between. One thread.
 */
final class Troubles {
    private final Consumer<String> say;
    private final Set<String> failing = new HashSet<>();

    /** Something that touches files. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    Troubles(Consumer<String> say) {
        this.say = say;
    }

    /**
     * Does it.
     *
     * @param name what could not be done, for people, such as "write health.json"
     */
    void attempt(String name, Work work) {
        try {
            work.run();
            failing.remove(name);
        } catch (IOException e) {
            if (failing.add(name)) {
                say.accept("cannot " + name + ": " + e + "; trading goes on");
            }
        }
    }
}
