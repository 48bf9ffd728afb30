package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;

/** {@code kill.*} among the settings: the kill switch by configuration. */
public final class KillSection implements SettingsSection {
    static final String AT_START = "kill.atStart";

    /** Who sets the switch, as the journal names him. */
    static final String ACTOR = "configuration";

    /** Until when that switch stays set, for people. */
    static final String STAYS = "by " + AT_START + "; until a start without it, then the command resume";

    private static final String ROOT = "kill";

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        reader.flag(AT_START, false);
    }

    @Override
    public Settings effective(Settings given) {
        return new Settings().put(AT_START, Boolean.toString(atStart(given)), "default");
    }

    /** Whether a run comes up killed and stays so; of settings that were checked before. */
    static boolean atStart(Settings checked) {
        return new SettingsReader(checked).flag(AT_START, false);
    }
}
