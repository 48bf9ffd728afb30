package io.millrace.plugin;

import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * One jar. Its classes are read from a copy that only this process has: the digest is that of what runs, also when
 * somebody replaces the jar.
 */
final class PluginJar {
    /** A broken list of providers fails once an entry; this many are told. */
    private static final int MOST_FAILURES = 10;

    private static final String SERVICES = "META-INF/services/" + StrategyFactory.class.getName();

    private PluginJar() {}

    /** Why a file is no plug-in at all, whatever its name says; null for one that names a strategy. */
    static String stray(Path jar) {
        String name = jar.getFileName().toString();
        try (JarFile file = new JarFile(jar.toFile())) {
            return names(file) != 0
                    ? null
                    : "plug-in " + name + " names no strategy; expected the factory's class in " + SERVICES;
        } catch (IOException e) {
            return "plug-in " + name + " is no jar (" + e.getMessage() + "); replace it or take it out of "
                    + jar.toAbsolutePath().getParent();
        }
    }

    /** Lines of its list of services that are neither empty nor a comment. */
    private static long names(JarFile file) throws IOException {
        ZipEntry services = file.getEntry(SERVICES);
        if (services == null) {
            return 0;
        }
        try (InputStream in = file.getInputStream(services)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                    .count();
        }
    }

    /** The strategies that its list of services names; what goes wrong is added to {@code problems}. */
    static List<ContainedFactory> open(Path jar, List<String> problems) {
        String name = jar.getFileName().toString();
        try {
            byte[] bytes = Files.readAllBytes(jar);
            Path copy = Files.createTempFile("millrace-plugin-", ".jar");
            copy.toFile().deleteOnExit();
            Files.write(copy, bytes);
            return factories(copy, new StrategyOrigin(name, digest(bytes)), problems);
        } catch (IOException e) {
            problems.add("plug-in " + name + " cannot be read: " + e);
            return List.of();
        }
    }

    @SuppressWarnings("resource") // The loader lives as long as the process: its classes may be needed at any time.
    private static List<ContainedFactory> factories(Path copy, StrategyOrigin origin, List<String> problems)
            throws IOException {
        URL[] path = {copy.toUri().toURL()};
        ClassLoader loader = new URLClassLoader(origin.jar(), path, new SpiClasses(PluginJar.class.getClassLoader()));
        Iterator<StrategyFactory> found =
                ServiceLoader.load(StrategyFactory.class, loader).iterator();
        List<ContainedFactory> factories = new ArrayList<>();
        int failures = 0;
        boolean more = true;
        while (more && failures < MOST_FAILURES) {
            try {
                more = found.hasNext();
                if (more) {
                    factories.add(ContainedFactory.of(found.next(), origin));
                }
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                failures++;
                problems.add("plug-in " + origin.jar() + ": " + reason(e));
            }
        }
        if (factories.isEmpty() && failures == 0) {
            problems.add("plug-in " + origin.jar() + " names no strategy; expected the factory's class in " + SERVICES);
        }
        return factories;
    }

    /** The throwable and what caused it: the class that is missing is mostly named in the cause. */
    static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        String text = failure instanceof ServiceConfigurationError ? failure.getMessage() : failure.toString();
        return cause == null || text.contains(cause.toString()) ? text : text + " (" + cause + ")";
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
