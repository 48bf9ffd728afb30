package io.millrace.report;

import java.util.Objects;

/**
 * What is known about the journal of a run.
 *
 * @param journal path of the journal, empty when none was written
 * @param stateHash hash of the final engine state, empty when not taken
 * @param orderHash hash of all orders sent, empty when not taken
 */
public record Verification(String journal, long steps, Status status, String stateHash, String orderHash) {
    /** Outcome of running the journal again. */
    public enum Status {
        /** The journal was replayed and every output was the same. */
        VERIFIED,
        /** The journal was replayed and an output differed. */
        DIFFERS,
        /** The journal was not replayed. */
        NOT_CHECKED
    }

    /** A run without a journal. */
    public static final Verification NONE = new Verification("", 0, Status.NOT_CHECKED, "", "");

    public Verification {
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(stateHash, "stateHash");
        Objects.requireNonNull(orderHash, "orderHash");
    }
}
