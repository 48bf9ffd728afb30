package io.millrace.engine;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyOrigin;
import io.millrace.strategy.StrategyParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks the parameters of a strategy, so that what is wrong is said with its place, before anything runs. */
final class StrategyText {
    private static final String JAR = "plugin";
    private static final String DIGEST = "pluginSha256";

    private StrategyText() {}

    /** The parameters of one strategy, defaults filled in; violations go to the reader. */
    static StrategyParameters parameters(
            final SettingsReader reader,
            final String key,
            final StrategyFactory factory,
            final SortedMap<String, String> given) {
        boolean usable = true;
        for (final Map.Entry<String, String> parameter : given.entrySet()) {
            // One at a time: each sentence then carries the file and line of its own value.
            final List<String> found = new ArrayList<>();
            final SortedMap<String, String> alone = new TreeMap<>();
            alone.put(parameter.getKey(), parameter.getValue());
            StrategyParameters.resolve(factory.descriptor(), alone, found);
            usable &= found.isEmpty();
            for (final String violation : found) {
                reader.violation(reader.where(key + "." + parameter.getKey()) + ": " + violation);
            }
        }
        final StrategyParameters resolved = StrategyParameters.resolve(factory.descriptor(), given, new ArrayList<>());
        if (usable) {
            checkTogether(reader, key, factory, resolved);
        }
        return resolved;
    }

    /** Writes which plug-in a strategy is of; nothing for one of this build. */
    static void writeOrigin(final Settings settings, final String key, final StrategyOrigin origin) {
        if (origin != null) {
            settings.put(key + JAR, origin.jar(), "effective");
            settings.put(key + DIGEST, origin.sha256(), "effective");
        }
    }

    /** Whether a strategy is of a plug-in that is not loaded; then that is what is wrong with it, and nothing else. */
    static boolean lacksPlugin(final SettingsReader reader, final String key, final StrategyCatalog catalog) {
        final String name = reader.text(key + "name", "");
        if (!reader.has(key + JAR) || catalog.names().contains(name)) {
            return false;
        }
        reader.violation("strategy " + name + " is of the plug-in " + reader.text(key + JAR, "") + " with SHA-256 "
                + reader.text(key + DIGEST, "") + ", which is not loaded; put that jar into the folder plugins,"
                + " or name its folder with --plugins DIR");
        return true;
    }

    /** A plug-in that is named must be the one that is loaded: other code would answer otherwise. */
    static void checkOrigin(final SettingsReader reader, final String key, final StrategyOrigin loaded) {
        final String jar = loaded == null ? "none" : loaded.jar();
        final String digest = loaded == null ? "none" : loaded.sha256();
        final String wantedJar = reader.text(key + JAR, jar);
        final String wanted = reader.text(key + DIGEST, digest);
        if (!wanted.equals(digest)) {
            reader.violation(reader.where(key + DIGEST) + " is " + wanted + " of the plug-in " + wantedJar
                    + "; loaded is " + jar + " with " + digest
                    + ". Put that very jar into the plug-in folder, or run it with the new one from the start");
        }
    }

    /** Builds an instance and throws it away: only the strategy knows which values do not go together. */
    private static void checkTogether(
            final SettingsReader reader,
            final String key,
            final StrategyFactory factory,
            final StrategyParameters parameters) {
        try {
            factory.create(new TrialSetup(parameters));
        } catch (final IllegalArgumentException e) {
            reader.violation(key + ": " + e.getMessage());
        }
    }
}
