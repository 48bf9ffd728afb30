package io.millrace.retention;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotException;
import io.millrace.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The cycles of a journal that a policy would let go: whole ones, the oldest first, and only those before the
 * cycle at whose place the oldest snapshot which fits the journal goes on, so that a state can still be got back. The
 * newest cycle always stays. One
 * reading of the journal; changes nothing.
 *
 * @param cycles all, oldest first
 * @param bytes of the journal and its snapshots, see {@link JournalSize}
 * @param going so many of them, from the oldest on
 * @param snapshotStep step of the oldest snapshot that fits; {@link #NO_SNAPSHOT} when none does
 * @param why what stands against letting more go, in words; empty when the policy asks for no more
 */
public record RetentionPlan(List<CycleUse> cycles, long bytes, int going, long snapshotStep, String why) {
    /** No snapshot fits the journal. */
    public static final long NO_SNAPSHOT = -1;

    private static final int DATE_LENGTH = 8;

    public RetentionPlan {
        cycles = List.copyOf(cycles);
    }

    /**
     * Reads a journal and its snapshots.
     *
     * @param today by the clock that names cycles, UTC
     * @throws io.millrace.journal.JournalException when the journal is damaged or absent
     */
    public static RetentionPlan of(final Path journal, final RetentionPolicy policy, final LocalDate today) {
        final List<Snapshot> snapshots = snapshots(journal);
        final Scan scan = new Scan(snapshots);
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            scan.read(reader);
        }
        return decide(scan.cycles, JournalSize.bytes(journal), scan.oldestThatFits(), policy, today);
    }

    /** Bytes of the cycles that would go. */
    public long goingBytes() {
        return bytes(cycles.subList(0, going));
    }

    /** Bytes that the journal and its snapshots would take then. */
    public long stayingBytes() {
        return bytes - goingBytes();
    }

    /** The last cycle that would go: what an audit needs to know of the cut. Only when there is one. */
    public CycleUse cut() {
        return cycles.get(going - 1);
    }

    private static RetentionPlan decide(
            final List<CycleUse> cycles,
            final long bytes,
            final Snapshot snapshot,
            final RetentionPolicy policy,
            final LocalDate today) {
        int wanted = 0;
        long left = bytes;
        while (wanted < cycles.size() && isTooMuch(cycles.get(wanted), left, policy, today)) {
            left -= cycles.get(wanted).bytes();
            wanted++;
        }
        int going = 0;
        while (going < Math.min(wanted, cycles.size() - 1)
                && snapshot != null
                && cycles.get(going).cycle() < snapshot.place().cycle()) {
            going++;
        }
        String why = "";
        if (going < wanted) {
            why = going == cycles.size() - 1
                    ? "the newest cycle always stays"
                    : snapshot == null
                            ? "no snapshot fits the journal: without one the state needs every cycle"
                            : "the oldest snapshot, of step " + snapshot.step() + ", needs the cycles from "
                                    + cycles.get(going).file().getFileName() + " on";
        }
        return new RetentionPlan(cycles, bytes, going, snapshot == null ? NO_SNAPSHOT : snapshot.step(), why);
    }

    private static boolean isTooMuch(
            final CycleUse cycle, final long left, final RetentionPolicy policy, final LocalDate today) {
        final boolean old = policy.retainDays() != RetentionPolicy.OFF
                && dayOf(cycle).isBefore(today.minusDays(policy.retainDays()));
        return old || left > policy.budgetBytes();
    }

    private static LocalDate dayOf(final CycleUse cycle) {
        final String name = cycle.file().getFileName().toString();
        return LocalDate.parse(name.substring(0, DATE_LENGTH), DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Today for {@link #of}, at a time in milliseconds since 1970. */
    public static LocalDate day(final long nowMs) {
        return java.time.Instant.ofEpochMilli(nowMs).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static long bytes(final List<CycleUse> cycles) {
        long sum = 0;
        for (final CycleUse cycle : cycles) {
            sum += cycle.bytes();
        }
        return sum;
    }

    /** Those that can be read; a damaged one is none. */
    private static List<Snapshot> snapshots(final Path journal) {
        final SnapshotFolder folder = SnapshotFolder.of(journal);
        final List<Snapshot> found = new ArrayList<>();
        for (final Path file : folder.newestFirst()) {
            try {
                found.add(SnapshotFolder.read(file));
            } catch (final SnapshotException e) {
                // It holds nothing back, because nothing can begin at it.
                continue;
            }
        }
        return found;
    }

    /** One reading: what each cycle holds, and which snapshots were taken at a record of this journal. */
    private static final class Scan implements RecordHandler {
        private final List<Snapshot> snapshots;
        private final List<CycleUse> cycles = new ArrayList<>();
        private Snapshot oldest;
        private long steps;

        Scan(final List<Snapshot> snapshots) {
            this.snapshots = snapshots;
        }

        void read(final JournalReader reader) {
            String file = "";
            int cycle = 0;
            long record = 0;
            long stepsBefore = 0;
            int chain = 0;
            while (reader.next(this)) {
                final String now = reader.file();
                if (!now.equals(file)) {
                    add(file, cycle, record, stepsBefore, chain);
                    file = now;
                    cycle = reader.place().cycle();
                }
                record = reader.sequence();
                stepsBefore = steps;
                chain = reader.chainCrc();
                observe(record, chain);
            }
            add(file, cycle, record, stepsBefore, chain);
        }

        private void add(final String file, final int cycle, final long record, final long lastStep, final int chain) {
            if (record > 0) {
                final Path path = Path.of(file);
                cycles.add(new CycleUse(path, cycle, JournalSize.of(path), record, lastStep, chain));
            }
        }

        /** A snapshot fits when it was taken behind exactly this record. */
        private void observe(final long record, final int chain) {
            for (final Snapshot snapshot : snapshots) {
                final JournalPlace place = snapshot.place();
                if (place.sequence() == record && place.chainCrc() == chain && snapshot.step() == steps) {
                    oldest = oldest == null || snapshot.step() < oldest.step() ? snapshot : oldest;
                }
            }
        }

        /** Null when none does. */
        Snapshot oldestThatFits() {
            return oldest;
        }

        @Override
        public void onRecord(
                final int type,
                final long sequence,
                final long timeNs,
                final DirectBuffer buffer,
                final int offset,
                final int length) {
            steps += type == RecordType.STEP ? 1 : 0;
        }
    }
}
