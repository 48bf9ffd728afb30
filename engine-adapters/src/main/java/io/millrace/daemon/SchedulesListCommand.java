package io.millrace.daemon;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** The command {@code schedules list}. */
@Command(name = "list", description = "All schedules: when they ran and when they will.")
final class SchedulesListCommand extends ServiceAsk {
    @Override
    String ask(ServiceCommand service) throws InterruptedException {
        return service.get("/schedules");
    }

    @Override
    String line(Map<String, String> row) {
        return String.format(
                Locale.ROOT,
                "%-20s %-14s %-40s next %s, last %s%s",
                row.get("name"),
                row.get("job"),
                row.get("when"),
                orNever(row.get("next")),
                orNever(row.get("last")),
                row.get("outcome").isEmpty() ? "" : ", with " + row.get("outcome"));
    }

    private static String orNever(String time) {
        return time.isEmpty() ? "never" : time;
    }
}
