package io.millrace.daemon;

import io.millrace.control.JsonTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code limits set}. */
@Command(
        name = "set",
        description = "Changes a limit, for orders from now on; stays until it is changed again, also after a restart.")
final class LimitsSetCommand extends ServiceAsk {
    @Parameters(paramLabel = "KEY", description = "such as risk.maxOrderValue; limits show lists them")
    private String key;

    @Parameters(paramLabel = "VALUE", description = "a number")
    private String value;

    @Option(names = "--confirm", description = "also when it lets more pass than before")
    private boolean confirm;

    @Override
    String ask(ServiceCommand service) throws InterruptedException {
        return service.change(
                "/limits",
                body("key", key, "value", value)
                        .key("confirm")
                        .value(confirm)
                        .close('}')
                        .toString());
    }

    @Override
    String line(JsonTree row) {
        return LimitsLine.of(row);
    }
}
