package io.millrace.chronicle;

import io.millrace.journal.JournalException;
import java.util.ArrayList;
import java.util.List;

/** Tells in words which JVM flags are missing, before the library fails with an IllegalAccessException. */
final class RuntimeFlags {
    private RuntimeFlags() {}

    static void check() {
        final Module own = RuntimeFlags.class.getModule();
        final Module base = Object.class.getModule();
        final List<String> missing = new ArrayList<>();
        for (final String name : List.of("java.lang.reflect", "sun.nio.ch")) {
            if (!base.isOpen(name, own)) {
                missing.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
            }
        }
        for (final String name : List.of("jdk.internal.ref", "jdk.internal.misc")) {
            if (!base.isExported(name, own)) {
                missing.add("--add-exports=java.base/" + name + "=ALL-UNNAMED");
            }
        }
        if (!missing.isEmpty()) {
            throw new JournalException("The journal cannot run in this JVM: it was started without "
                    + String.join(" ", missing) + ". Add the flags to the java command.");
        }
    }

    /** Settings the library reads when its classes load; a value given on the command line wins. */
    static void quieten() {
        // The owner lock has already proved that no other writer lives, so a lock found in the queue is a dead one's.
        System.setProperty("queue.force.unlock.mode", "ALWAYS");
        for (final String name : List.of(
                "chronicle.analytics.disable", "chronicle.announcer.disable", "chronicle.disk.monitor.disable")) {
            if (System.getProperty(name) == null) {
                System.setProperty(name, "true");
            }
        }
    }
}
