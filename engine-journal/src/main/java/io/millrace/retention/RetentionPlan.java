package io.millrace.retention;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalReader;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotException;
import io.millrace.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The cycles of a journal that a policy would let go: whole ones, the oldest first, and only those before the cycle at
 * whose place the oldest state goes on that fits the journal, of the engine and of each reader beside it, so that all
 * of them can still begin; none while of one of them fewer than two states fit. The newest cycle always stays. One
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

    /** States of every build and configuration count. */
    public static final long ANY_CONFIG = 0;

    private static final int DATE_LENGTH = 8;
    private static final String ENGINE = "snapshot";

    public RetentionPlan {
        cycles = List.copyOf(cycles);
    }

    /** Reads a journal and its snapshots, which nobody else reads. */
    public static RetentionPlan of(final Path journal, final RetentionPolicy policy, final LocalDate today) {
        return of(journal, policy, today, List.of(), ANY_CONFIG);
    }

    /**
     * Reads a journal, its snapshots and the states of its readers.
     *
     * @param today by the clock that names cycles, UTC
     * @param config what {@link SnapshotFolder#configHash} says of those that will read the journal: states of other
     *     builds hold nothing back, because nothing can begin at them; {@link #ANY_CONFIG} = all count
     * @throws io.millrace.journal.JournalException when the journal is damaged or absent
     */
    public static RetentionPlan of(
            final Path journal,
            final RetentionPolicy policy,
            final LocalDate today,
            final List<KeptReader> readers,
            final long config) {
        return of(journal, policy, today, readers, config, () -> false);
    }

    /** {@link #of} that can be stopped: a CancellationException then. */
    static RetentionPlan of(
            final Path journal,
            final RetentionPolicy policy,
            final LocalDate today,
            final List<KeptReader> readers,
            final long config,
            final BooleanSupplier stopped) {
        final List<KeptReader> all = new ArrayList<>();
        all.add(new KeptReader(
                ENGINE,
                SnapshotFolder.of(journal),
                "no snapshot fits the journal: without one the state needs every cycle"));
        all.addAll(readers);
        final List<Saved> saved = new ArrayList<>();
        for (final KeptReader reader : all) {
            saved.add(new Saved(reader, places(reader.folder(), config)));
        }
        final JournalScan scan = new JournalScan(JournalCut.read(journal), saved);
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            scan.read(reader, stopped);
        }
        return decide(scan.cycles(), JournalSize.bytes(journal), saved, policy, today);
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
            final List<Saved> saved,
            final RetentionPolicy policy,
            final LocalDate today) {
        int wanted = 0;
        long left = bytes;
        while (wanted < cycles.size() && isTooMuch(cycles.get(wanted), left, policy, today)) {
            left -= cycles.get(wanted).bytes();
            wanted++;
        }
        int going = Math.min(wanted, cycles.size() - 1);
        String why = going < wanted ? "the newest cycle always stays" : "";
        for (final Saved reader : saved) {
            int let = 0;
            while (let < going && !reader.needs(cycles.get(let))) {
                let++;
            }
            if (let < going) {
                going = let;
                why = reader.why(cycles.get(let));
            }
        }
        final SavedPlace snapshot = saved.get(0).oldest();
        return new RetentionPlan(
                cycles, bytes, Math.max(0, going), snapshot == null ? NO_SNAPSHOT : snapshot.step(), why);
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

    /** Of those that can be read: a damaged one is none. One state at a time is held, and none is kept. */
    private static List<SavedPlace> places(final SnapshotFolder folder, final long config) {
        final List<SavedPlace> found = new ArrayList<>();
        for (final Path file : folder.newestFirst()) {
            try {
                final Snapshot state = SnapshotFolder.read(file);
                if (config == ANY_CONFIG || config == state.config()) {
                    found.add(new SavedPlace(state.step(), state.place()));
                }
            } catch (final SnapshotException e) {
                // It holds nothing back, because nothing can begin at it.
                continue;
            }
        }
        return found;
    }
}
