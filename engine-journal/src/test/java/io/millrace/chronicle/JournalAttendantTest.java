package io.millrace.chronicle;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JournalAttendantTest {
    private static final int BLOCK = 256 * 1024;
    private static final int STRIDES = 100;

    @TempDir
    Path directory;

    /** Were it not woken, each of these reservations would come with its round of every half second. */
    @Test
    @Timeout(20)
    void shouldReserveWhenTheAppenderHasComeAStrideFurther() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "places in a file are reserved by a call of Linux");
        final JournalSettings settings = JournalSettings.of(directory, "engine=test\n")
                .withBlocks(BLOCK, 1024)
                .withSpace(0, () -> Long.MAX_VALUE);
        final Path file = Files.createFile(directory.resolve("file"));
        try (SpaceReservation space = new SpaceReservation(directory, BLOCK);
                CycleWriter cycles = new CycleWriter(directory, new CycleClock(0), BLOCK, true)) {
            space.enter(file, 0);
            try (JournalAttendant attendant = new JournalAttendant(settings, cycles, space)) {
                attendant.start();
                for (int i = 1; i <= STRIDES; i++) {
                    space.appendedTo((long) i * BLOCK);
                    attendant.appendedTo((long) i * BLOCK);
                    while (space.reservedTo() < (long) i * BLOCK) {
                        Thread.onSpinWait();
                    }
                }
            }
            assertTrue(space.reservedTo() >= (long) STRIDES * BLOCK);
        }
    }
}
