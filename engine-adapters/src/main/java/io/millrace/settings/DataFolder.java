package io.millrace.settings;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import java.nio.file.Path;

/** Where a relative path counts from: the folder of the file that names it, else the working folder. */
final class DataFolder {
    private static final Path HERE = Path.of("");

    private final Settings settings;

    DataFolder(Settings settings) {
        this.settings = settings;
    }

    /** Values of a file have its path and line as origin; those of the command line do not end in a line. */
    Path of(String key) {
        Setting setting = settings.get(key);
        String origin = setting == null ? "" : setting.origin();
        int colon = origin.lastIndexOf(':');
        if (colon <= 0 || !origin.substring(colon + 1).matches("\\d+")) {
            return HERE;
        }
        Path folder = Path.of(origin.substring(0, colon)).getParent();
        return folder == null ? HERE : folder;
    }
}
