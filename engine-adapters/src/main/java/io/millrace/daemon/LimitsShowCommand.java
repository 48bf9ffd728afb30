package io.millrace.daemon;

import io.millrace.control.JsonTree;
import picocli.CommandLine.Command;

/** The command {@code limits show}. */
@Command(name = "show", description = "The values in force and where each comes from.")
final class LimitsShowCommand extends ServiceAsk {
    @Override
    String ask(ServiceCommand service) throws InterruptedException {
        return service.get("/limits");
    }

    @Override
    String line(JsonTree row) {
        return LimitsLine.of(row);
    }
}
