package io.millrace.daemon;

import io.millrace.control.JsonTree;
import java.util.Locale;
import picocli.CommandLine.Command;

/** The command {@code schedules list}. */
@Command(name = "list", description = "All schedules: when they ran and when they will.")
final class SchedulesListCommand extends ServiceAsk {
    @Override
    String ask(ServiceCommand service) throws InterruptedException {
        return service.get("/schedules");
    }

    @Override
    String line(JsonTree row) {
        return String.format(
                Locale.ROOT,
                "%-20s %-14s %-40s next %s, last %s%s",
                row.text("name"),
                row.text("job"),
                row.text("when"),
                orNever(row.text("next")),
                orNever(row.text("last")),
                row.text("outcome").isEmpty() ? "" : ", with " + row.text("outcome"));
    }

    private static String orNever(String time) {
        return time.isEmpty() ? "never" : time;
    }
}
