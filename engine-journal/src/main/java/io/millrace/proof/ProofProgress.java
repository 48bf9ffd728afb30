package io.millrace.proof;

/** Hears how far a check has come. */
@FunctionalInterface
public interface ProofProgress {
    /** Hears nothing. */
    ProofProgress NONE = (what, done, all) -> {};

    void onProgress(String what, int done, int all);
}
