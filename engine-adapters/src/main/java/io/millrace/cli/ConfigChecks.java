package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.settings.EffectiveConfig;
import io.millrace.settings.YamlSettings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The configurations that came with the installation, or those of a folder. */
final class ConfigChecks {
    private final Path asked;

    ConfigChecks(Path asked) {
        this.asked = asked;
    }

    void run(Validation validation) {
        validation.check("configurations", this::parse);
    }

    private ValidationCheck parse() throws IOException {
        Path folder = asked == null ? installed() : asked;
        if (folder == null || !Files.isDirectory(folder)) {
            String what = folder == null ? "no folder config was found" : folder + " is no folder";
            return asked == null ? ValidationCheck.warn(what) : ValidationCheck.fail(what);
        }
        List<Path> files = files(folder);
        List<String> wrong = new ArrayList<>();
        for (Path file : files) {
            try {
                EffectiveConfig.of(new PartialConfig(YamlSettings.read(file)).whole());
            } catch (ConfigException e) {
                wrong.add(folder.relativize(file) + ": " + e.violations().get(0)
                        + (e.violations().size() > 1 ? " and " + (e.violations().size() - 1) + " more" : ""));
            }
        }
        return wrong.isEmpty()
                ? ValidationCheck.ok(files.size() + " files of " + folder + " are usable")
                : ValidationCheck.fail(String.join("; ", wrong) + " (config check FILE names everything)");
    }

    /** Those of the folder, then its whole systems. */
    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path one : List.of(folder, folder.resolve("systems"))) {
            if (Files.isDirectory(one)) {
                try (Stream<Path> found = Files.list(one)) {
                    found.filter(file -> file.toString().matches(".*\\.ya?ml"))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    /** The folder config of the working folder, or of a folder above the place this program is in. */
    private static Path installed() {
        Path here = Path.of("config");
        if (Files.isDirectory(here)) {
            return here;
        }
        try {
            Path at = Path.of(ConfigChecks.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = at; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve("config/paper.yaml"))) {
                    return folder.resolve("config");
                }
            }
        } catch (URISyntaxException e) {
            return null;
        }
        return null;
    }
}
