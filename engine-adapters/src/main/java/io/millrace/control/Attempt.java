package io.millrace.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The first request with a key in this process: what it asks for and, later, what became of it. Thread safe.
 *
 * @param command null for a job that leaves nothing in the journal
 * @param job its name; null for a command
 * @param outcome why it was not taken; null when it was
 */
record Attempt(EngineCommand command, String job, CompletableFuture<String> outcome) {
    static Attempt of(EngineCommand command) {
        return new Attempt(command, null, new CompletableFuture<>());
    }

    static Attempt of(String job) {
        return new Attempt(null, job, new CompletableFuture<>());
    }

    boolean asksAs(Attempt other) {
        return command == null ? job.equals(other.job) : other.command != null && command.asksAs(other.command);
    }

    /** For the answer to somebody who asks for something else with the same key. */
    String name() {
        return command == null ? "the job " + job : command.kind().name();
    }

    /** Waits until it is known what became of it; refuses its twins as it was refused itself. */
    void requireTaken(long waitNs) {
        String refused;
        try {
            refused = outcome.get(waitNs, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw undecided();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw undecided();
        }
        if (refused != null) {
            throw new Refusal(409, "Not taken", refused);
        }
    }

    private static Refusal undecided() {
        return new Refusal(Answer.problem(
                        503, "Not decided", "the first request with this key has no answer so far: ask again with it")
                .with("Retry-After", "1"));
    }
}
