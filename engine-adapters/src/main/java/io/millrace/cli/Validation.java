package io.millrace.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs checks one after another; one that throws has failed, and the next one still runs. */
final class Validation {
    private final Progress progress;
    private final List<ValidationCheck> checks = new ArrayList<>();

    Validation(Progress progress) {
        this.progress = progress;
    }

    @SuppressWarnings("CatchingUnchecked") // Whatever a check dies of is what it found.
    void check(String name, Callable<ValidationCheck> check) {
        progress.say("checking " + name);
        long begin = System.nanoTime();
        ValidationCheck found;
        try {
            found = check.call();
        } catch (Exception | LinkageError | AssertionError e) {
            String message = e.getMessage();
            found = ValidationCheck.fail(message == null ? e.toString() : message);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        checks.add(new ValidationCheck(name, found.status(), found.detail(), millis));
    }

    List<ValidationCheck> checks() {
        return checks;
    }

    long count(ValidationCheck.Status status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }
}
