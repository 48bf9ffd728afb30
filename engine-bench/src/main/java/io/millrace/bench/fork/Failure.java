package io.millrace.bench.fork;

import io.millrace.cli.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says how a child failed, with what it wrote to standard error. */
final class Failure {
    private static final int FAULT = 70;

    private Failure() {}

    static CommandException of(String name, String what, Path errors) {
        String written;
        try {
            written = Files.readString(errors, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            written = "(" + errors + " cannot be read: " + e + ")";
        }
        return new CommandException(
                FAULT,
                "bench: \"" + name + "\" " + what + " in its own process, so there are no figures; "
                        + (written.isEmpty() ? "it wrote nothing." : "it wrote:\n" + written));
    }
}
