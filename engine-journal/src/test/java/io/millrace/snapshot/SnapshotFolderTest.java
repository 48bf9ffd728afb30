package io.millrace.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.StateBuffer;
import io.millrace.journal.JournalPlace;
import io.millrace.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written is read, or refused. */
class SnapshotFolderTest {
    @TempDir
    Path dir;

    private final Random random = Seeds.random("SnapshotFolderTest", 41);

    private Snapshot snapshot(final long step) {
        final StateBuffer state = new StateBuffer();
        for (int i = 0; i < 40; i++) {
            state.putLong(random.nextLong());
        }
        final long position = random.nextLong(Integer.MAX_VALUE, Long.MAX_VALUE);
        final JournalPlace place = new JournalPlace(
                random.nextLong(),
                random.nextInt(),
                random.nextLong(),
                random.nextInt(),
                position,
                position - random.nextInt(Integer.MAX_VALUE));
        return new Snapshot(random.nextLong(), step, place, random.nextLong(), random.nextLong(), state);
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        final SnapshotFolder folder = new SnapshotFolder(dir.resolve("snapshots"));
        final Snapshot written = snapshot(77);
        final Snapshot read = SnapshotFolder.read(folder.write(written));
        assertEquals(written.config(), read.config());
        assertEquals(written.step(), read.step());
        assertEquals(written.place(), read.place());
        assertEquals(written.stateHash(), read.stateHash());
        assertEquals(written.timeNs(), read.timeNs());
        assertEquals(written.state().size(), read.state().size());
        for (int i = 0; i < read.state().size(); i++) {
            assertEquals(written.state().field(i), read.state().field(i));
        }
    }

    @Test
    void shouldRefuseEveryFlippedBitAndEveryLength() throws IOException {
        final SnapshotFolder folder = new SnapshotFolder(dir);
        final Path file = folder.write(snapshot(5));
        final byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            final byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertThrows(SnapshotException.class, () -> SnapshotFolder.read(file), "bit " + bit);
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(SnapshotException.class, () -> SnapshotFolder.read(file), "length " + length);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 8));
        assertThrows(SnapshotException.class, () -> SnapshotFolder.read(file));
    }

    @Test
    void shouldRefuseAFieldThatWasChangedWithTheCrcMended() throws IOException {
        final SnapshotFolder folder = new SnapshotFolder(dir);
        final Path file = folder.write(snapshot(5));
        final byte[] whole = Files.readAllBytes(file);
        final int end = whole.length - Integer.BYTES;
        for (int at = SnapshotFile.HEADER_LENGTH; at < end; at++) {
            final byte[] lying = whole.clone();
            lying[at] ^= (byte) (1 + random.nextInt(255));
            final CRC32C crc = new CRC32C();
            crc.update(lying, 0, end);
            ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(end, (int) crc.getValue());
            Files.write(file, lying);
            final String said = assertThrows(SnapshotException.class, () -> SnapshotFolder.read(file))
                    .getMessage();
            assertTrue(said.contains("state hash"), said);
        }
    }

    @Test
    void shouldKeepTheNewestThreeAndPassOverUnfinishedOnes() throws IOException {
        final SnapshotFolder folder = new SnapshotFolder(dir);
        Files.write(dir.resolve("snapshot.tmp"), new byte[] {1, 2, 3});
        for (final long step : new long[] {9, 100, 1_000, 20_000, 300_000}) {
            folder.write(snapshot(step));
        }
        assertEquals(3, folder.newestFirst().size());
        assertEquals(300_000, SnapshotFolder.read(folder.newestFirst().get(0)).step());
        assertEquals(1_000, SnapshotFolder.read(folder.newestFirst().get(2)).step());
        assertTrue(new SnapshotFolder(dir.resolve("none")).newestFirst().isEmpty());
    }
}
