package io.millrace.plugin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources and makes a plug-in's jar of them. */
public final class JarBuilder {
    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> services = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    public JarBuilder(Path work) {
        this.work = work;
    }

    /** A class without a package. */
    public JarBuilder source(String name, String text) {
        sources.put(name, text);
        return this;
    }

    public JarBuilder service(String className) {
        services.add(className);
        return this;
    }

    /** A class that is compiled against and then missing. */
    public JarBuilder without(String name) {
        leftOut.add(name + ".class");
        return this;
    }

    public Path build(Path jar) throws IOException {
        Path folder = Files.createTempDirectory(work, "sources");
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
        }
        return compile(files, jar);
    }

    /** A jar of all sources below a folder. */
    public Path build(Path sourceRoot, Path jar) throws IOException {
        try (Stream<Path> all = Files.walk(sourceRoot)) {
            return compile(all.filter(file -> file.toString().endsWith(".java")).toList(), jar);
        }
    }

    private Path compile(List<Path> files, Path jar) throws IOException {
        Path classes = Files.createTempDirectory(work, "classes");
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--release",
                "17",
                "-proc:none"));
        files.forEach(file -> arguments.add(file.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertTrue(compiler.run(null, OutputStream.nullOutputStream(), null, arguments.toArray(new String[0])) == 0);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!leftOut.contains(name)) {
                    write(out, name, Files.readAllBytes(file));
                }
            }
            byte[] named = String.join("\n", services).getBytes(StandardCharsets.UTF_8);
            write(out, "META-INF/services/io.millrace.strategy.StrategyFactory", named);
        }
        return jar;
    }

    private static void write(JarOutputStream out, String name, byte[] bytes) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}
