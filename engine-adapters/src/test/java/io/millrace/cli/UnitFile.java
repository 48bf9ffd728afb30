package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The assignments of a systemd unit. */
record UnitFile(List<String> assignments) {
    static UnitFile of(Path file) throws IOException {
        return new UnitFile(Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .toList());
    }

    /** The value of a name that must stand there once. */
    String one(String name) {
        List<String> found =
                assignments.stream().filter(line -> line.startsWith(name + "=")).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " stands there " + found.size() + " times");
        }
        return found.get(0).substring(name.length() + 1);
    }
}
