package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export does to the place it goes to. */
class ExportTargetTest {
    @TempDir
    private Path folder;

    private List<String> there() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static void write(ExportTarget target) {
        PrintWriter text = target.text();
        text.print("rows");
        target.closeText(text);
    }

    @Test
    void shouldPutTheFileInItsPlaceAndNothingElse() throws IOException {
        Path file = folder.resolve("x.csv");
        try (ExportTarget target = ExportTarget.file(file)) {
            write(target);
            assertTrue(!there().contains("x.csv"));
            target.commit();
        }
        assertEquals("rows", Files.readString(file));
        assertEquals(List.of("x.csv"), there());
    }

    @Test
    void shouldNotOverwriteWhatAppearsMeanwhile() throws IOException {
        Path file = folder.resolve("x.csv");
        try (ExportTarget target = ExportTarget.file(file)) {
            write(target);
            Files.writeString(file, "precious");
            CommandException e = assertThrows(CommandException.class, target::commit);
            assertEquals(CommandException.USAGE, e.exitCode());
            assertTrue(e.getMessage().contains("appeared meanwhile, and nothing is overwritten"), e.getMessage());
        }
        assertEquals("precious", Files.readString(file));
        assertEquals(List.of("x.csv"), there());
    }

    @Test
    void shouldRefuseANameThatLeadsNowhere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("x.csv"), folder.resolve("none"));
        assertThrows(CommandException.class, () -> ExportTarget.file(link));
        assertTrue(Files.isSymbolicLink(link));
    }
}
