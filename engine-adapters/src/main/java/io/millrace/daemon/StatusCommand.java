package io.millrace.daemon;

import java.io.IOException;
import picocli.CommandLine.Command;

/** The command {@code status}. */
@Command(
        name = "status",
        description =
                "Says what the running engine does: state, equity, positions, orders, feeds, breakers; --json has all.")
public final class StatusCommand extends ControlCommand {
    @Override
    String forPeople(String answer) throws IOException {
        return StatusTable.of(answer);
    }
}
