package io.millrace.cli;

import io.millrace.chronicle.ChronicleJournal;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** The Java that runs this, and its flags. */
final class JavaChecks {
    private static final int OLDEST = 17;
    private static final int NEWEST = 25;
    private static final long MIN_HEAP = 128L << 20;

    void run(Validation validation) {
        validation.check("java", JavaChecks::version);
        validation.check("java flags", JavaChecks::flags);
        validation.check("java memory", JavaChecks::memory);
    }

    private static ValidationCheck version() {
        int feature = Runtime.version().feature();
        String text = Runtime.version() + " of " + System.getProperty("java.vendor", "unknown");
        if (feature < OLDEST) {
            return ValidationCheck.fail(text + "; expected " + OLDEST + " or newer");
        }
        boolean tested = feature == OLDEST || feature == NEWEST;
        return tested
                ? ValidationCheck.ok(text)
                : ValidationCheck.warn(text + "; tested are " + OLDEST + " and " + NEWEST);
    }

    /** Reading a journal that is not there asks for the flags first. */
    private static ValidationCheck flags() {
        try {
            ChronicleJournal.check(Path.of("no-such-journal"));
        } catch (io.millrace.journal.JournalException e) {
            if (e.getMessage().contains("--add-")) {
                return ValidationCheck.fail(e.getMessage());
            }
        }
        boolean unaligned = Boolean.getBoolean("agrona.disable.bounds.checks");
        return unaligned
                ? ValidationCheck.ok("module flags are set, bounds checks of buffers are off")
                : ValidationCheck.warn("-Dagrona.disable.bounds.checks=true is not set: buffers are slower");
    }

    private static ValidationCheck memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String collectors =
                ManagementFactory.getGarbageCollectorMXBeans().get(0).getName();
        String text = heap / (1 << 20) + " MB heap, collector " + collectors;
        return heap < MIN_HEAP
                ? ValidationCheck.fail(text + "; expected at least " + MIN_HEAP / (1 << 20) + " MB (-Xmx)")
                : ValidationCheck.ok(text);
    }
}
