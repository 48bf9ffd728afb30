package io.millrace.notify;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;

/** {@code notify.*} among the settings. */
public final class NotifySection implements SettingsSection {
    @Override
    public String root() {
        return NotifyConfig.ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        NotifyConfig.read(reader);
    }

    /** The defaults of each target that is given. */
    @Override
    public Settings effective(Settings given) {
        Settings all = new Settings();
        NotifyConfig config = NotifyConfig.of(given);
        for (int i = 0; i < config.targets().size(); i++) {
            TargetConfig target = config.targets().get(i);
            String at = NotifyConfig.ROOT + "." + i + ".";
            all.put(at + "name", target.name(), "default").put(at + "kind", target.kind(), "default");
            all.put(at + "queue", Integer.toString(target.queue()), "default");
            all.put(at + "timeoutMs", Integer.toString(target.timeoutMs()), "default");
            all.put(at + "attempts", Integer.toString(target.attempts()), "default");
            all.put(at + "retryMs", Integer.toString(target.retryMs()), "default");
            String events = target.events().stream()
                    .sorted()
                    .map(NoticeEvent::word)
                    .collect(java.util.stream.Collectors.joining(", "));
            all.put(at + "events", events, "default");
        }
        return all;
    }
}
