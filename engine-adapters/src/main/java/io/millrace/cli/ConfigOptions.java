package io.millrace.cli;

import io.millrace.config.Settings;
import io.millrace.settings.Overrides;
import io.millrace.settings.YamlSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which configuration is meant. */
final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "a YAML file; default config/paper.yaml")
    Path config = Path.of("config", "paper.yaml");

    @Option(names = "--set", paramLabel = "K=V", description = "overrides one key; repeatable")
    List<String> set = new ArrayList<>();

    /** The file's values under the command line's. */
    Settings read() {
        return YamlSettings.read(config).putAll(Overrides.parse(set));
    }
}
