package io.millrace.instrument;

import java.util.ArrayList;
import java.util.List;

/** Collects every broken rule, so that one start tells all of them. Start-up only. */
final class Violations {
    private final String subject;
    private final List<String> found = new ArrayList<>();

    Violations(final String subject) {
        this.subject = subject;
    }

    void unless(final boolean holds, final String name, final Object value, final String expected) {
        if (!holds) {
            found.add(name + " is " + value + ", expected " + expected);
        }
    }

    /** @throws IllegalArgumentException if any rule was broken */
    void refuseAny() {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(subject + ": " + String.join("; ", found));
        }
    }
}
