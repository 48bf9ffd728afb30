package io.millrace.settings;

import io.millrace.config.NearestName;
import io.millrace.config.SettingsReader;
import io.millrace.source.SeriesSpec;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code data.series.N.*}: observation series of files. */
final class SeriesSection {
    static final String KEY = "data.series";

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})(m|h|d|w)?");
    private static final Map<String, Long> UNITS_NS =
            Map.of("m", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L, "w", 604_800_000_000_000L);
    private static final Map<String, Period> PERIODS = Map.of(
            "day", Period.ofDays(1),
            "week", Period.ofDays(7),
            "month", Period.ofMonths(1),
            "quarter", Period.ofMonths(3),
            "year", Period.ofYears(1));

    private SeriesSection() {}

    /** The series in their order; what is wrong goes to the reader. */
    static List<SeriesSpec> read(SettingsReader reader, DataFolder folder) {
        List<SeriesSpec> series = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < reader.listSize(KEY); i++) {
            String key = KEY + "." + i + ".";
            String name = reader.required(key + "name", "the name strategies ask for, for example vix");
            if (names.contains(name)) {
                reader.violation(
                        reader.where(key + "name") + " is \"" + name + "\" a second time; expected a name of its own");
            }
            names.add(name);
            series.add(one(reader, key, name, folder));
        }
        return series;
    }

    private static SeriesSpec one(SettingsReader reader, String key, String name, DataFolder folder) {
        String file = reader.required(key + "file", "a CSV with dates and values");
        return new SeriesSpec(
                name,
                file.isEmpty() ? Path.of("") : folder.of(key + "file").resolve(file),
                reader.text(key + "date", null),
                reader.text(key + "column", null),
                reader.text(key + "symbol", null),
                lagNs(reader, key + "lag"),
                zone(reader, key + "zone"),
                period(reader, key + "period"));
    }

    private static long lagNs(SettingsReader reader, String key) {
        String text = reader.text(key, "0").trim();
        Matcher matcher = LENGTH.matcher(text);
        boolean bare = matcher.matches() && matcher.group(2) == null;
        if (!matcher.matches() || (bare && !text.matches("0+"))) {
            reader.violation(reader.where(key) + " is \"" + text
                    + "\"; expected how long after its end a value is published, such as 0, 90m, 16h, 2d or 1w");
            return 0;
        }
        return bare ? 0 : Long.parseLong(matcher.group(1)) * UNITS_NS.get(matcher.group(2));
    }

    private static ZoneId zone(SettingsReader reader, String key) {
        String text = reader.text(key, "UTC");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            reader.violation(
                    reader.where(key) + " is \"" + text + "\"" + NearestName.hint(text, ZoneId.getAvailableZoneIds())
                            + "; expected a time zone such as UTC or America/New_York");
            return ZoneId.of("UTC");
        }
    }

    private static Period period(SettingsReader reader, String key) {
        String text = reader.text(key, "auto");
        if (text.equals("auto")) {
            return null;
        }
        List<String> names = List.of("auto", "day", "week", "month", "quarter", "year");
        return PERIODS.get(reader.oneOf(key, "day", names));
    }
}
