package io.millrace.settings;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.plugin.Plugins;
import io.millrace.strategy.StrategyCatalog;
import java.nio.file.Path;
import java.util.List;

/** {@code plugins.*}: where strategies of others are. The option {@code --plugins} wins. */
final class PluginSection implements SettingsSection {
    private static final String ROOT = "plugins";
    private static final String DIR = ROOT + ".dir";

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        reader.text(DIR, Plugins.DEFAULT_FOLDER);
    }

    @Override
    public Settings effective(Settings given) {
        Setting dir = given.get(DIR);
        return new Settings().put(DIR, dir == null ? Plugins.DEFAULT_FOLDER : dir.value(), "default");
    }

    /** The strategies that a configuration may name. */
    static StrategyCatalog catalog(Settings given) {
        Setting dir = given.get(DIR);
        if (dir != null) {
            Plugins.useConfigured(Path.of(dir.value()));
        }
        return Plugins.catalog();
    }

    /** What keeps plug-ins from being used; a strategy that is missing may be theirs. */
    static List<String> problems() {
        return Plugins.problems();
    }
}
