package io.millrace.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A tree of sources that looks built, of what this test runs on, and a folder that scripts/deploy may install into. */
final class Installation {
    /** Where the project is. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final long LIMIT_SECONDS = 100;

    private final Path sources;
    private final Path log;

    /** @param folder an empty folder; may have blanks in its path, as sources may */
    Installation(Path folder) throws IOException {
        sources = folder.resolve("the sources");
        log = folder.resolve("output.log");
        Files.createDirectories(sources);
        for (String name : List.of("scripts", "config")) {
            copy(PROJECT.resolve(name), sources.resolve(name));
        }
        for (String name : List.of("LICENSE", "README.md", "pom.xml", "engine-adapters/pom.xml")) {
            Files.createDirectories(sources.resolve(name).getParent());
            Files.copy(PROJECT.resolve(name), sources.resolve(name));
        }
        Files.createDirectories(sources.resolve("engine-adapters/src/main"));
    }

    /** What a program printed, both streams, and how it ended. */
    record Run(int exitCode, String output) {}

    Path sources() {
        return sources;
    }

    /** Puts there what a build leaves: the jars, and the stamp that says that they are newer than the sources. */
    void build() throws IOException {
        Path lib = Files.createDirectories(sources.resolve("engine-bench/target/lib"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        int number = 0;
        for (String entry : classPath.split(":")) {
            Path path = Path.of(entry);
            number++;
            if (Files.isRegularFile(path)) {
                Files.copy(path, lib.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            } else if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
                jar(path, lib.resolve("classes-" + number + ".jar"));
            }
        }
        Files.writeString(lib.resolveSibling("millrace.built"), "");
    }

    Run deploy(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("bash", sources.resolve("scripts/deploy").toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(command, sources);
    }

    Run run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = start(command, folder, log);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IOException(command + " still runs after " + LIMIT_SECONDS + " s: " + Files.readString(log));
        }
        return new Run(process.exitValue(), Files.readString(log));
    }

    static Process start(List<String> command, Path folder, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MILLRACE_JAVA_OPTS");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void jar(Path classes, Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, jar);
            }
        }
    }
}
