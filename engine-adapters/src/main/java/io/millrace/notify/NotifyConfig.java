package io.millrace.notify;

import io.millrace.config.NearestName;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.secret.SecretSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code notify.N.*}: who is told of what. Immutable. */
public record NotifyConfig(List<TargetConfig> targets) {
    static final String ROOT = "notify";

    private static final int MOST_QUEUED = 100_000;
    private static final int MINUTE_MS = 60_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_ATTEMPTS = 100;

    public NotifyConfig {
        targets = List.copyOf(targets);
    }

    /** Nobody is told. */
    public static NotifyConfig none() {
        return new NotifyConfig(List.of());
    }

    /** The section of settings that were checked before. */
    public static NotifyConfig of(Settings all) {
        Settings own = new Settings();
        all.all().stream()
                .filter(setting -> setting.key().startsWith(ROOT + "."))
                .forEach(setting -> own.put(setting.key(), setting.value(), setting.origin()));
        SettingsReader reader = new SettingsReader(own);
        NotifyConfig config = read(reader);
        reader.finish();
        return config;
    }

    public boolean isEmpty() {
        return targets.isEmpty();
    }

    /** Reads the section; violations go to the reader. */
    static NotifyConfig read(SettingsReader reader) {
        List<TargetConfig> targets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < reader.listSize(ROOT); i++) {
            TargetConfig target = target(reader, ROOT + "." + i + ".", i);
            if (!names.add(target.name())) {
                reader.violation(
                        reader.where(ROOT + "." + i + ".name") + ": two targets have the name " + target.name());
            }
            targets.add(target);
        }
        return new NotifyConfig(targets);
    }

    private static TargetConfig target(SettingsReader reader, String at, int number) {
        String name = reader.text(at + "name", "target-" + number);
        if (!name.matches("[A-Za-z0-9_-]{1,40}")) {
            reader.violation(reader.where(at + "name") + " is \"" + name
                    + "\"; expected 1 to 40 letters, digits, dashes and underscores");
        }
        SecretSource url = source(reader, at + "url");
        SecretSource secret = source(reader, at + "secret");
        String kind =
                reader.oneOf(at + "kind", TargetConfig.GENERIC, List.of(TargetConfig.GENERIC, TargetConfig.SLACK));
        TargetConfig target = new TargetConfig(
                name,
                kind,
                events(reader, at + "events"),
                reader.text(at + "url", ""),
                url,
                secret,
                reader.integer(at + "queue", 1_000, 1, MOST_QUEUED),
                reader.integer(at + "timeoutMs", 10_000, 100, MINUTE_MS),
                reader.integer(at + "attempts", 10, 1, MOST_ATTEMPTS),
                reader.integer(at + "retryMs", 1_000, 10, MINUTE_MS));
        checkAddress(reader, at, target);
        return target;
    }

    private static SecretSource source(SettingsReader reader, String key) {
        SecretSource source = new SecretSource(reader.text(key + "File", ""), reader.text(key + "Env", ""));
        if (!source.file().isEmpty() && !source.variable().isEmpty()) {
            reader.violation(key + "File and " + key + "Env are both given; expected one of them");
        }
        return source;
    }

    private static void checkAddress(SettingsReader reader, String at, TargetConfig target) {
        if (target.urlSource().isGiven()) {
            if (!target.url().isEmpty()) {
                reader.violation(reader.where(at + "url") + " is given besides " + at + "urlFile or " + at
                        + "urlEnv; expected one of them");
            }
            return;
        }
        if (target.url().isEmpty()) {
            reader.violation(at + "url: missing; expected an https address, or urlFile or urlEnv where it is secret");
            return;
        }
        if (target.kind().equals(TargetConfig.SLACK)) {
            reader.violation(reader.where(at + "url")
                    + ": whoever has such an address can post there; give urlFile or urlEnv instead");
            return;
        }
        String problem = problem(target.url());
        if (problem != null) {
            reader.violation(reader.where(at + "url") + " " + problem);
        }
    }

    /** What is wrong with an address; null when nothing is. Never holds the address. */
    static String problem(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return "is no address; expected such as https://example.org/hook";
        }
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            return "has no host, or a password in it; expected such as https://example.org/hook";
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            return "has the port " + uri.getPort() + "; expected 1 to " + HIGHEST_PORT;
        }
        boolean home = Set.of("127.0.0.1", "[::1]", "localhost").contains(uri.getHost());
        if ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && home)) {
            return null;
        }
        return "must begin with https://; http:// is for this machine only";
    }

    private static Set<NoticeEvent> events(SettingsReader reader, String key) {
        Set<NoticeEvent> events = EnumSet.noneOf(NoticeEvent.class);
        String all = String.join(", ", NoticeEvent.words());
        for (String word : reader.text(key, all).split("[,\\s]+", -1)) {
            if (NoticeEvent.words().contains(word)) {
                events.add(NoticeEvent.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
            } else if (!word.isEmpty()) {
                reader.violation(reader.where(key) + " has \"" + word + "\"; expected of " + all
                        + NearestName.hint(word, NoticeEvent.words()));
            }
        }
        return events;
    }
}
