package io.millrace.plugin;

import io.millrace.config.ConfigException;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The strategies of this process: those of the build and those of the plug-in folder, which is read once, when they are
 * first asked for. Any thread.
 */
public final class Plugins {
    /** Used when it exists and nothing else is named. */
    public static final String DEFAULT_FOLDER = "plugins";

    private static Path chosen;
    private static Path configured;
    private static Path loadedFrom;
    private static PluginFolder loaded;

    private Plugins() {}

    /** The folder that the command line names; null for none. */
    public static synchronized void use(Path folder) {
        chosen = folder;
        configured = null;
    }

    /** The folder that a configuration names. */
    public static synchronized void useConfigured(Path folder) {
        configured = folder;
    }

    /**
     * All strategies that can be used.
     *
     * @throws ConfigException if a folder was named that is not there, or has a jar that is no plug-in
     */
    public static synchronized StrategyCatalog catalog() {
        PluginFolder folder = folder();
        if (folder == null) {
            return StrategyCatalog.standard();
        }
        // Whoever names a folder means what is in it; the one that is used unasked may have anything.
        if ((chosen != null || configured != null) && !folder.strays().isEmpty()) {
            throw new ConfigException(folder.strays());
        }
        return folder.catalog();
    }

    /** Why jars, or strategies of them, cannot be used; a sentence each. */
    public static synchronized List<String> problems() {
        return folder() == null ? List.of() : folder().problems();
    }

    /** {@link #problems} to follow the sentence about a strategy that was not found; empty when there are none. */
    public static String excuse() {
        return problems().isEmpty() ? "" : ". Not usable: " + String.join("; ", problems());
    }

    /**
     * What a strategy of a plug-in threw, as a sentence; empty for one of the build, or when it threw nothing. Looks at
     * no folder, so that it may be asked in a live run; after the step in which it threw, see {@code STRATEGY_FAILED}.
     */
    public static String thrownBy(Strategy strategy) {
        PluginFault fault = strategy instanceof ContainedStrategy contained ? contained.fault() : null;
        return fault == null ? "" : fault.getMessage();
    }

    /** The folder that the command line or a configuration names; null for none. */
    public static synchronized Path named() {
        return chosen != null ? chosen : configured;
    }

    private static PluginFolder folder() {
        Path named = named();
        Path standing = Path.of(DEFAULT_FOLDER);
        Path wanted = named != null || !Files.isDirectory(standing) ? named : standing;
        if (wanted == null) {
            return null;
        }
        if (!wanted.equals(loadedFrom)) {
            loaded = PluginFolder.load(wanted);
            loadedFrom = wanted;
        }
        return loaded;
    }
}
