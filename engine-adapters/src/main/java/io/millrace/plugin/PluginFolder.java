package io.millrace.plugin;

import io.millrace.config.ConfigException;
import io.millrace.strategy.StrategyCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The jars of one folder, by name, and what came of them. Immutable. */
public final class PluginFolder {
    private final StrategyCatalog catalog;
    private final List<String> problems;
    private final List<String> strays;

    private PluginFolder(StrategyCatalog catalog, List<String> problems, List<String> strays) {
        this.catalog = catalog;
        this.problems = List.copyOf(problems);
        this.strays = List.copyOf(strays);
    }

    /**
     * Loads and tries every strategy of every jar. One that cannot be used is a problem, not a failure.
     *
     * @throws ConfigException if the folder cannot be read
     */
    public static PluginFolder load(Path folder) {
        StrategyCatalog catalog = StrategyCatalog.standard();
        List<String> problems = new ArrayList<>();
        List<String> strays = new ArrayList<>();
        for (Path jar : jars(folder)) {
            String stray = PluginJar.stray(jar);
            if (stray != null) {
                strays.add(stray);
                problems.add(stray);
                continue;
            }
            for (ContainedFactory factory : PluginJar.open(jar, problems)) {
                catalog = add(catalog, factory, problems);
            }
        }
        return new PluginFolder(catalog, problems, strays);
    }

    /** Strategies of this build and those of the plug-ins that can be used. */
    public StrategyCatalog catalog() {
        return catalog;
    }

    /** A sentence for each jar or strategy that cannot be used. */
    public List<String> problems() {
        return problems;
    }

    /** Of the problems, those of files that are no plug-in at all. */
    List<String> strays() {
        return strays;
    }

    private static StrategyCatalog add(StrategyCatalog catalog, ContainedFactory factory, List<String> problems) {
        try {
            StrategyCatalog more = catalog.with(factory, factory.origin());
            String fault = new PluginTrial(factory).fault();
            if (fault == null) {
                return more;
            }
            problems.add(factory + " " + fault);
        } catch (IllegalArgumentException e) {
            problems.add(factory + ": " + e.getMessage());
        }
        return catalog;
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw unusable(folder, Files.exists(folder) ? "is a file" : "is not there");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unusable(folder, "cannot be read (" + e + ")");
        }
    }

    private static ConfigException unusable(Path folder, String why) {
        return new ConfigException("plug-in folder " + folder + " " + why
                + "; expected a folder of jars: name another with --plugins DIR or plugins.dir");
    }
}
