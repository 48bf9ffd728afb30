package io.millrace.daemon;

import java.util.Map;
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
    String line(Map<String, String> row) {
        return row.containsKey("begun")
                ? row.get("begun") + ": " + row.get("job") + " has begun; schedules list shows what came of it"
                : "the strategies have been asked: step " + row.get("step");
    }
}
