/**
 * Proof that a strategy does not see the future, and that its decisions do not hang on where the data begins (R5).
 *
 * <p>Call {@link io.millrace.proof.LookAheadCheck} with a {@link io.millrace.proof.ProofSubject} and an
 * {@link io.millrace.proof.InputTape}. Everything is run through the one engine; this package knows no single strategy,
 * no file and no command line.
 */
package io.millrace.proof;
