package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import io.millrace.control.JsonTree;
import io.millrace.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code acknowledge}. */
@Command(
        name = "acknowledge",
        description = "Says that a person has seen that a strategy threw and is out of service; it stays that.")
public final class AcknowledgeCommand extends ServiceAsk implements CommandProvider {
    @Parameters(paramLabel = "NAME", description = "the strategy's name; status shows the failed ones")
    private String name;

    @Option(names = "--sleeve", paramLabel = "N", description = "which one, where several have the name")
    private String sleeve;

    @Override
    public Object command() {
        return this;
    }

    @Override
    String ask(ServiceCommand service) throws InterruptedException {
        Json body = sleeve == null ? body("name", name) : body("name", name, "sleeve", sleeve);
        return service.change("/strategies/acknowledge", body.close('}').toString());
    }

    @Override
    String line(JsonTree row) {
        return name + " is acknowledged: journaled as step " + row.text("step") + "; it stays "
                + StatusTable.OUT_OF_SERVICE;
    }
}
