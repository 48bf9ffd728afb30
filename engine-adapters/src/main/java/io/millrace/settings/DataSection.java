package io.millrace.settings;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.instrument.BarKind;
import io.millrace.instrument.Timeframe;
import io.millrace.source.SeriesSpec;
import io.millrace.source.Stamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code data.*}: the files a whole system runs on, and the observation series beside them. */
public final class DataSection implements SettingsSection {
    /** The first word of the keys. */
    public static final String ROOT = "data";

    private static final String FILES = "data.files";

    /**
     * One entry of {@code data.files}.
     *
     * @param spec what {@code --data} could name too
     * @param folder where a relative path counts from
     * @param symbols the symbols wanted, empty for all; one names the series of a file without a symbol column
     * @param timeframeSeconds length of a bar, or 0 to tell it from the spacing
     * @param stamp which end of a bar its time names
     */
    public record DataFile(String spec, Path folder, List<String> symbols, int timeframeSeconds, Stamp stamp) {
        public DataFile {
            symbols = List.copyOf(symbols);
        }
    }

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        DataFolder folder = new DataFolder(new Settings());
        files(reader, folder);
        SeriesSection.read(reader, folder);
    }

    @Override
    public Settings effective(Settings given) {
        return given;
    }

    /** The files that checked settings name. */
    public static List<DataFile> files(Settings settings) {
        return files(new SettingsReader(settings), new DataFolder(settings));
    }

    /** The observation series that checked settings name. */
    public static List<SeriesSpec> series(Settings settings) {
        return SeriesSection.read(new SettingsReader(settings), new DataFolder(settings));
    }

    /** Whether settings name files. */
    public static boolean hasFiles(Settings settings) {
        return settings.all().stream().anyMatch(setting -> setting.key().startsWith(FILES + "."));
    }

    /** Whether settings name observation series. */
    static boolean hasSeries(Settings settings) {
        return settings.all().stream().anyMatch(setting -> setting.key().startsWith(SeriesSection.KEY + "."));
    }

    /**
     * The settings with the engine's own list of the series: their names, in the same order. Settings without
     * {@code data.series} stay as they are.
     */
    static Settings withEngineSeries(Settings given) {
        Settings all = new Settings().putAll(given);
        for (int i = 0; given.get(SeriesSection.KEY + "." + i + ".name") != null; i++) {
            Setting name = given.get(SeriesSection.KEY + "." + i + ".name");
            all.put("series." + i + ".name", name.value(), name.origin());
        }
        return all;
    }

    private static List<DataFile> files(SettingsReader reader, DataFolder folder) {
        List<DataFile> files = new ArrayList<>();
        for (int i = 0; i < reader.listSize(FILES); i++) {
            String key = FILES + "." + i + ".";
            String spec = reader.required(
                    key + "file", "a .csv or .parquet file, a folder of them, journal:PATH or embedded:NAME");
            String stamp = reader.oneOf(key + "stamp", "open", List.of("open", "close"));
            files.add(new DataFile(
                    spec,
                    folder.of(key + "file"),
                    symbols(reader.text(key + "symbol", "")),
                    timeframe(reader, key + "timeframe"),
                    stamp.equals("open") ? Stamp.OPEN : Stamp.CLOSE));
        }
        return files;
    }

    /** Names with commas between; none for an empty text. */
    public static List<String> symbols(String text) {
        List<String> symbols = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank() && !symbols.contains(part.trim())) {
                symbols.add(part.trim());
            }
        }
        return symbols;
    }

    private static int timeframe(SettingsReader reader, String key) {
        String text = reader.text(key, "");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            Timeframe timeframe = Timeframe.parse(text);
            if (timeframe.kind() == BarKind.TIME) {
                return timeframe.seconds();
            }
            reader.violation(
                    reader.where(key) + " is " + text + "; expected the length of the file's bars, such as 1d");
        } catch (IllegalArgumentException e) {
            reader.violation(reader.where(key) + ": " + e.getMessage());
        }
        return 0;
    }
}
