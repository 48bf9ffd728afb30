package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.fingerprint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.JournalIntegrity;
import io.millrace.testkit.ChildJvm;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.SmallDisk;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F11 on a real small disk: the appender is told that it is full before a byte of the record is written, what was
 * acknowledged stays readable, and with space again the journal goes on. Without that, a store to a page without a
 * block is a SIGBUS, thrown some instructions later or never.
 */
@Tag("fault")
@Timeout(300)
class DiskFullTest {
    private static final int ROUNDS = 4;

    @TempDir
    Path temporary;

    private Path acknowledgements;

    @ParameterizedTest
    @ValueSource(strings = {"append", "synced"})
    void shouldStopInOrderOnAFullDiskAndGoOnWhenThereIsSpace(final String mode) throws Exception {
        try (SmallDisk disk = SmallDisk.ext4(temporary, 24)) {
            fillAndGoOn(mode, disk);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "synced"})
    void shouldDoSoWhereTheDiskIsMemory(final String mode) throws Exception {
        try (SmallDisk disk = SmallDisk.tmpfs(temporary, 24)) {
            fillAndGoOn(mode, disk);
        }
    }

    private void fillAndGoOn(final String mode, final SmallDisk disk) throws Exception {
        final Random random = Seeds.random("DiskFullTest", 11);
        acknowledgements = temporary.resolve("acknowledged");
        final Path journal = disk.path().resolve("journal");
        long before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // Above the three blocks that a start wants, at another place each time.
            disk.fillUpTo((9L << 17) + random.nextInt(1 << 20));
            final ChildJvm.Result full = append(mode, journal);
            assertEquals(3, full.exitCode(), full.output());
            assertTrue(full.output().contains("is full"), full.output());
            final JournalIntegrity check = ChronicleJournal.check(journal);
            final String what = mode + ", round " + round + ": " + check + full.output();
            assertTrue(check.intact(), what);
            assertTrue(check.records() > before, what);
            assertTrue(check.records() >= acknowledged(), what);
            before = check.records();

            final String bytes = fingerprint(journal);
            final ChildJvm.Result refused = append(mode, journal);
            assertEquals(3, refused.exitCode(), refused.output());
            assertTrue(refused.output().contains("free space"), refused.output());
            assertEquals(bytes, fingerprint(journal), "a refused start changes nothing");
            disk.freeSpace();
        }
    }

    private ChildJvm.Result append(final String mode, final Path journal) throws Exception {
        return ChildJvm.run(
                AppendingChild.class,
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:ErrorFile=/dev/stdout"),
                List.of(mode, journal.toString(), acknowledgements.toString()),
                60);
    }

    private long acknowledged() throws Exception {
        return ByteBuffer.wrap(Files.readAllBytes(acknowledgements)).getLong();
    }
}
