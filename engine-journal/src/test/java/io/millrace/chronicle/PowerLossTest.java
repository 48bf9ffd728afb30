package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.appendSteps;
import static io.millrace.chronicle.JournalTestDirectory.copy;
import static io.millrace.chronicle.JournalTestDirectory.cycleFiles;
import static io.millrace.chronicle.JournalTestDirectory.fingerprint;
import static io.millrace.chronicle.JournalTestDirectory.payload;
import static io.millrace.chronicle.JournalTestDirectory.read;
import static io.millrace.chronicle.JournalTestDirectory.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.Durability;
import io.millrace.journal.Frame;
import io.millrace.journal.HighWaterMark;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.SalvagedJournal;
import io.millrace.testkit.Seeds;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F13, F14, F18: what a loss of power leaves behind, as images of files. An image is either good, or refused with the
 * place; nothing that was synced is ever missing without a word, and what can be kept can be salvaged.
 */
@Timeout(300)
class PowerLossTest {
    private static final int STEPS = 200;
    private static final int LATER = 1_800;
    private static final int PAGE = 4096;
    private static final int UNKNOWN_LENGTH = 0x8000_0000;

    @TempDir
    Path temporary;

    private final Random random = Seeds.random("PowerLossTest", 29);
    private final AtomicInteger images = new AtomicInteger();
    private Path journal;
    private List<String> whole;
    private long tail;

    @BeforeEach
    void write() throws IOException {
        journal = temporary.resolve("journal");
        try (JournalWriter writer = ChronicleJournal.open(small(journal))) {
            appendSteps(writer, 1, STEPS);
        }
        whole = read(journal);
        tail = tail(journal);
    }

    @Test
    void shouldNameTheRecordWhoseEndIsGone() throws IOException {
        for (int i = 0; i < 10; i++) {
            final int victim = 2 + random.nextInt(STEPS);
            final long[] place = place(journal, victim);
            final long lost = 1 + random.nextLong(place[1] - Frame.OVERHEAD);
            final Path image = image();
            zero(cycle(image), place[0] + place[1] - lost, lost);
            final JournalIntegrity found = shouldRefuse(image, "last " + lost + " bytes of record " + victim);
            assertEquals(victim, found.firstBad().sequence());
            assertEquals(victim - 1, found.records());
        }
    }

    @Test
    void shouldNameTheFirstRecordOfALostPage() throws IOException {
        for (int i = 0; i < 5; i++) {
            final int victim = 20 + random.nextInt(STEPS - 40);
            final long page = place(journal, victim)[0] & -PAGE;
            int first = victim;
            while (place(journal, first - 1)[0] + place(journal, first - 1)[1] > page) {
                first--;
            }
            final Path image = image();
            zero(cycle(image), page, PAGE);
            final JournalIntegrity found = shouldRefuse(image, "page " + page);
            assertEquals(first, found.firstBad().sequence());
        }
    }

    @Test
    void shouldGoOnWhenTheMarkIsOlderThanTheRecords() throws IOException {
        final Path image = image();
        final HighWaterMark.Mark last = HighWaterMark.read(journal);
        mark(image, STEPS / 2, last);
        shouldGoOn(image, whole.size(), "the mark is older");
    }

    @Test
    void shouldGoOnWhenOneSlotOfTheMarkIsTorn() throws IOException {
        for (final int slot : new int[] {0, 64}) {
            final Path image = image();
            zero(image.resolve(HighWaterMark.FILE), slot + 20L, 8);
            shouldGoOn(image, whole.size(), "slot at " + slot);
        }
    }

    @Test
    void shouldRefuseWhenTheMarkIsNewerThanTheRecordsOrGone() throws IOException {
        final Path newer = image();
        mark(newer, whole.size() + 7, HighWaterMark.read(journal));
        final JournalIntegrity found = shouldRefuse(newer, "the mark is newer");
        assertEquals(whole.size() + 1, found.firstBad().sequence());
        assertTrue(found.firstBad().reason().startsWith("7 records are missing"), found.toString());

        final Path gone = image();
        zero(gone.resolve(HighWaterMark.FILE), 0, 128);
        shouldRefuse(gone, "the mark is gone");

        final Path foreign = image();
        final HighWaterMark.Mark last = HighWaterMark.read(journal);
        mark(foreign, last.sequence(), new HighWaterMark.Mark(0, 0, ~last.chainCrc(), last.cycle()));
        shouldRefuse(foreign, "the mark knows another record");
    }

    /** A long record that was begun, then shorter ones in its place: what is left of it must not be met. */
    @ParameterizedTest
    @ValueSource(ints = {UNKNOWN_LENGTH, UNKNOWN_LENGTH | 9_000, 0})
    void shouldNotMeetWhatIsLeftOfARecordThatWasBegun(final int header) throws IOException {
        final Path image = image();
        try (RandomAccessFile file = new RandomAccessFile(cycle(image).toFile(), "rw")) {
            final byte[] begun = new byte[9_000];
            random.nextBytes(begun);
            file.seek(tail);
            file.writeInt(Integer.reverseBytes(header));
            file.write(begun);
        }
        shouldGoOn(image, whole.size(), "header " + Integer.toHexString(header));
    }

    @Test
    void shouldNeverLoseASyncedRecordWhateverPagesSurvive() throws IOException {
        losePower(25);
    }

    @Test
    @Tag("fault")
    void shouldNeverLoseASyncedRecordInManyImages() throws IOException {
        losePower(600);
    }

    /** Of what came after a sync only whole areas are in the file: there it ends in zeros, for the library too. */
    @Test
    void shouldEndInZerosBehindTheRecordsOfTheFile() throws IOException {
        final Path live = temporary.resolve("live");
        try (JournalWriter writer = ChronicleJournal.open(small(live).withDurability(Durability.POWER))) {
            appendSteps(writer, 1, 3_000);
            writer.sync();
            final long synced = writer.sequence();
            for (int i = 0; i < 20; i++) {
                appendSteps(writer, 1, 250);
                LockSupport.parkNanos(5_000_000);
                final Path image = copy(live, temporary.resolve("zeros" + i));
                Files.delete(image.resolve(LiveWindow.FILE));
                final JournalIntegrity found = ChronicleJournal.check(image);
                assertTrue(found.intact(), () -> "" + found.firstBad());
                assertTrue(found.records() >= synced);
                assertEquals(found.records(), LibraryReadsTest.documents(image));
            }
        }
    }

    /** Pages written since the last sync reach the disk in any order, each or none of them. */
    private void losePower(final int count) throws IOException {
        final Path live = temporary.resolve("live");
        final Path synced = temporary.resolve("synced");
        final Path later = temporary.resolve("later");
        final long records;
        try (JournalWriter writer = ChronicleJournal.open(small(live).withDurability(Durability.POWER))) {
            appendSteps(writer, 1, STEPS);
            writer.sync();
            records = writer.sequence();
            copy(live, synced);
            // Over the window's end, so that newer bytes stand where synced ones stood.
            appendSteps(writer, STEPS + 1, STEPS + LATER);
            copy(live, later);
        }
        whole = read(live);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            final Path image = temporary.resolve("power" + i);
            copy(synced, image);
            final int survive = 1 + random.nextInt(99);
            keepPages(cycle(later), cycle(image), survive);
            keepPages(later.resolve(LiveWindow.FILE), image.resolve(LiveWindow.FILE), survive);
            refused += shouldBeGoodOrRefused(image, records, "image " + i) ? 0 : 1;
        }
        System.out.println("PowerLossTest: " + count + " images, " + refused + " refused and salvaged");
    }

    private void keepPages(final Path later, final Path image, final int percent) throws IOException {
        final byte[] after = Files.readAllBytes(later);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(after.length);
            for (int at = 0; at < after.length; at += PAGE) {
                if (random.nextInt(100) < percent) {
                    file.seek(at);
                    file.write(after, at, Math.min(PAGE, after.length - at));
                }
            }
        }
    }

    /** True when it is good. In both cases at least {@code records} are kept, and appending keeps it whole. */
    private boolean shouldBeGoodOrRefused(final Path image, final long records, final String what) throws IOException {
        final JournalIntegrity found = ChronicleJournal.check(image);
        assertTrue(found.records() >= records, () -> what + ": " + records + " are certain: " + found);
        if (found.intact() && opens(image)) {
            shouldGoOn(image, found.records(), what);
            return true;
        }
        final Path out = temporary.resolve(image.getFileName() + "-saved");
        final SalvagedJournal saved = ChronicleJournal.salvage(image, out);
        assertTrue(saved.records() >= records, what + ": " + saved);
        shouldGoOn(out, saved.records(), what + ", salvaged");
        return false;
    }

    private boolean opens(final Path image) throws IOException {
        final Path probe = copy(image, temporary.resolve("probe" + images.incrementAndGet()));
        final String before = records(probe);
        try (JournalWriter writer = ChronicleJournal.open(small(probe))) {
            return writer.sequence() > 0;
        } catch (final JournalDamagedException refused) {
            assertEquals(before, records(probe), "nothing is overwritten: " + refused.getMessage());
            return false;
        }
    }

    private void shouldGoOn(final Path image, final long records, final String what) throws IOException {
        assertTrue(ChronicleJournal.check(image).intact(), what);
        try (JournalWriter writer = ChronicleJournal.open(small(image))) {
            assertEquals(records + 1, writer.sequence(), what);
            appendSteps(writer, 1, 400);
        }
        final JournalIntegrity found = ChronicleJournal.check(image);
        assertTrue(found.intact(), () -> what + ", after 400 more: " + found);
        final List<String> now = read(image);
        assertEquals(records + 402, now.size(), what);
        final int common = (int) Math.min(records, whole.size());
        assertEquals(whole.subList(0, common), now.subList(0, common), what);
    }

    private JournalIntegrity shouldRefuse(final Path image, final String what) throws IOException {
        final JournalIntegrity found = ChronicleJournal.check(image);
        assertFalse(found.intact(), what);
        final String before = fingerprint(image);
        final JournalDamagedException refused =
                assertThrows(JournalDamagedException.class, () -> ChronicleJournal.open(small(image)), what);
        assertEquals(found.firstBad(), refused.firstBad(), what);
        assertEquals(before, fingerprint(image), what + ": nothing is overwritten");
        return found;
    }

    /** All but the library's table of locks, which holds no record. */
    private static String records(final Path directory) throws IOException {
        return fingerprint(directory).replaceAll("metadata.cq4t.*\n", "");
    }

    private Path image() throws IOException {
        return copy(journal, temporary.resolve("image" + images.incrementAndGet()));
    }

    private static Path cycle(final Path directory) throws IOException {
        return cycleFiles(directory).get(0);
    }

    private static void mark(final Path directory, final long sequence, final HighWaterMark.Mark like)
            throws IOException {
        zero(directory.resolve(HighWaterMark.FILE), 0, 128);
        final int[] crc = {like.chainCrc()};
        if (like.sequence() > sequence) {
            try (JournalReader reader = ChronicleJournal.read(directory)) {
                while (reader.sequence() < sequence) {
                    reader.next((type, number, timeNs, buffer, offset, length) -> {});
                }
                crc[0] = reader.chainCrc();
            }
        }
        try (HighWaterMark mark = HighWaterMark.open(directory)) {
            mark.write(sequence, like.wallNs(), crc[0], like.cycle());
        }
    }

    /** First byte and length of a record's frame. */
    private static long[] place(final Path directory, final long sequence) {
        try (JournalReader reader = ChronicleJournal.read(directory)) {
            while (reader.sequence() < sequence) {
                reader.next((type, number, timeNs, buffer, offset, bytes) -> {});
            }
            final long frame = ((CycleFileReader) reader).frameLength();
            return new long[] {reader.position() - (frame + 3 & -4L), frame};
        }
    }

    private static long tail(final Path directory) {
        try (JournalReader reader = ChronicleJournal.read(directory)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {})) {
                continue;
            }
            return reader.position();
        }
    }

    private static void zero(final Path file, final long from, final long length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(from);
            access.write(new byte[(int) length]);
        }
    }

    /** The oracle of the payloads is a function of their number. */
    @Test
    void shouldHoldThePayloadsThatWereWritten() {
        for (int n = 1; n <= STEPS; n++) {
            assertEquals(JournalTestDirectory.step(n + 1L, n), whole.get(n), "record " + (n + 1));
            assertTrue(payload(n).length > 0);
        }
    }
}
