package io.millrace.daemon;

import io.millrace.control.JsonTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code schedules run}. */
@Command(name = "run", description = "Runs one now; when it is due next does not change.")
final class SchedulesRunCommand extends ServiceAsk {
    @Parameters(paramLabel = "NAME", description = "schedules list shows the names")
    private String name;

    @Override
    String ask(ServiceCommand service) throws InterruptedException {
        return service.change("/schedules/run", body("name", name).close('}').toString());
    }

    @Override
    String line(JsonTree row) {
        return row.has("begun")
                ? row.text("begun") + ": " + row.text("job") + " has begun; schedules list shows what came of it"
                : "the strategies have been asked: step " + row.text("step");
    }
}
