package io.millrace.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;

/** Days of recorded data under shared/data; the test is skipped when it is absent. */
final class RecordedDays {
    private RecordedDays() {}

    /** The ISO dates of a column in a CSV file with a header, each with its line. */
    static SortedMap<LocalDate, String> of(final String file, final int column) throws IOException {
        final SortedMap<LocalDate, String> days = new TreeMap<>();
        final List<String> lines = Files.readAllLines(path(file));
        for (final String line : lines.subList(1, lines.size())) {
            days.put(LocalDate.parse(line.split(",")[column]), line);
        }
        return days;
    }

    /** For each day of hourly bars on the exchange's clock the share of volume traded from an hour on. */
    static SortedMap<LocalDate, Double> lateShares(final String file, final int fromHour) throws IOException {
        final SortedMap<LocalDate, Double> all = new TreeMap<>();
        final SortedMap<LocalDate, Double> late = new TreeMap<>();
        for (final String line : zipped(file).split("\n")) {
            final String[] cells = line.split(",");
            final LocalDate date = LocalDate.parse(cells[0].substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
            final double volume = Double.parseDouble(cells[5]);
            final boolean isLate = Integer.parseInt(cells[0].substring(9, 11)) >= fromHour;
            all.merge(date, volume, Double::sum);
            late.merge(date, isLate ? volume : 0, Double::sum);
        }
        late.replaceAll((date, volume) -> volume / all.get(date));
        return late;
    }

    private static String zipped(final String file) throws IOException {
        try (InputStream in = Files.newInputStream(path(file));
                ZipInputStream zip = new ZipInputStream(in)) {
            zip.getNextEntry();
            return new String(zip.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static Path path(final String file) {
        for (final String root : List.of("../shared/data", "../../shared/data")) {
            final Path path = Path.of(root, file);
            if (Files.exists(path)) {
                return path;
            }
        }
        return Assumptions.abort("skipped: shared/data is not beside the project, so " + file + " cannot be read");
    }
}
