package io.millrace.chronicle;

import io.millrace.journal.Frame;
import io.millrace.journal.HighWaterMark;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalCutMeanwhileException;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalIntegrity.FirstBad;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import io.millrace.journal.RecordUnpacker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads cycle after cycle and verifies each record's frame, its sequence and its link to the record before. */
final class CycleFileReader implements JournalReader {
    private final Path directory;
    private final Frame frame = new Frame();
    private final RecordUnpacker unpacker = new RecordUnpacker();
    private CycleReader cycle;
    private boolean cycleBegins;
    private boolean chainKnown;
    private long sequence;
    private long timeNs;
    private int chainCrc;
    private long bytes;

    /** Where it began; null = at a cycle. */
    private final JournalPlace begin;

    /** The cut that it began behind; null = none. */
    private final JournalCut cut;

    /** The high-water mark of when it was opened, with what was met at its sequence. */
    private final HighWaterMark.Mark mark;

    private boolean otherAtMark;

    /** Starts at the begin, or at the cut. */
    CycleFileReader(final Path directory) {
        this(directory, (Path) null);
    }

    /**
     * Starts at a cycle.
     *
     * @param first the cycle file to begin with; null for the whole journal
     */
    CycleFileReader(final Path directory, final Path first) {
        this.directory = directory;
        this.begin = null;
        this.mark = HighWaterMark.read(directory);
        final JournalCut found = JournalCut.read(directory);
        final List<Path> files = CycleFiles.listJournal(directory, found);
        // From the middle, the first record's link cannot be verified; its own crc is.
        chainKnown = first == null || first.equals(files.get(0));
        cut = chainKnown ? found : null;
        if (cut != null) {
            sequence = cut.sequence();
            chainCrc = cut.chainCrc();
            timeNs = cut.timeNs();
        }
        if (first != null) {
            enter(first);
        } else if (!files.isEmpty()) {
            enter(files.get(0));
        }
    }

    /** Starts at a place. */
    CycleFileReader(final Path directory, final JournalPlace place) {
        this.directory = directory;
        this.begin = place;
        this.cut = null;
        this.mark = HighWaterMark.read(directory);
        CycleFiles.listJournal(directory);
        requireNotCut(directory, place);
        final Path first = CycleFiles.of(directory, place.cycle());
        if (!Files.isRegularFile(first)) {
            throw new JournalDamagedException(
                    new FirstBad(place.sequence(), first.toString(), place.position(), "the cycle file is absent"));
        }
        cycle = new CycleReader(first);
        try {
            readTo(place);
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
        chainKnown = true;
        sequence = place.sequence();
        chainCrc = place.chainCrc();
        timeNs = place.timeNs();
        otherAtMark = mark != null && sequence == mark.sequence() && chainCrc != mark.chainCrc();
    }

    @Override
    public boolean next(final RecordHandler handler) {
        while (cycle != null || enterFirst()) {
            switch (cycle.seek()) {
                case CycleReader.RECORD:
                    if (accept(handler)) {
                        return true;
                    }
                    break;
                case CycleReader.BROKEN:
                    requireElsewhere("a document reaches beyond the end of its file");
                    break;
                default:
                    if (!enterNext()) {
                        return false;
                    }
            }
        }
        return false;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public int chainCrc() {
        return chainCrc;
    }

    @Override
    public String file() {
        return cycle == null ? directory.toString() : cycle.file().toString();
    }

    @Override
    public long position() {
        return cycle == null ? 0 : cycle.position();
    }

    @Override
    public JournalPlace place() {
        final int day = cycle == null ? 0 : CycleFiles.cycle(cycle.file());
        return new JournalPlace(sequence, chainCrc, timeNs, day, position(), unpacker.readFrom(position()));
    }

    /** Throws when the record that the high-water mark knows was met and is another. */
    void requireMark() {
        if (otherAtMark) {
            throw damaged("record " + mark.sequence()
                    + " is not the one the high-water mark knows: the file may be an old or foreign copy");
        }
    }

    @Override
    public void requireWhole() {
        requireMark();
        if (mark == null) {
            if (cycle != null) {
                throw damaged("the high-water mark (file " + HighWaterMark.FILE
                        + ") is absent or has no valid slot, so a lost tail could not be seen");
            }
        } else if (mark.sequence() > sequence) {
            throw damaged(mark.sequence() - sequence + " records are missing after sequence " + sequence
                    + ": the high-water mark says " + mark.sequence() + " were written");
        } else if (begin != null && begin.sequence() == sequence && mark.sequence() < sequence) {
            throw damaged("nothing links to record " + sequence + ", and the high-water mark does not know it");
        }
    }

    @Override
    public void close() {
        unpacker.close();
        leaveCycle();
    }

    long timeNs() {
        return timeNs;
    }

    /** The cut that it began behind; null when it began at the first record, or at a place. */
    JournalCut cut() {
        return cut;
    }

    long bytes() {
        return bytes;
    }

    /** What of the newest file is not in it yet. */
    LeftBehind leftBehind() {
        return cycle == null ? LeftBehind.NOTHING : cycle.leftBehind();
    }

    JournalDamagedException damaged(final String reason) {
        return new JournalDamagedException(new FirstBad(sequence + 1, file(), position(), reason));
    }

    /** False when it is to be sought elsewhere. */
    private boolean accept(final RecordHandler handler) {
        final UnsafeBuffer buffer = cycle.buffer();
        final int at = cycle.documentAt();
        final String wrong = wrong(buffer, at);
        if (wrong != null) {
            requireElsewhere(wrong);
            return false;
        }
        final String notUnpacked = unpacker.unpack(buffer, at, cycle.position());
        if (notUnpacked != null) {
            throw damaged(notUnpacked);
        }
        cycleBegins = false;
        chainKnown = true;
        sequence = Frame.sequence(buffer, at);
        chainCrc = Frame.crc(buffer, at);
        otherAtMark |= mark != null && sequence == mark.sequence() && chainCrc != mark.chainCrc();
        timeNs = Frame.timeNs(buffer, at);
        bytes += cycle.documentLength();
        cycle.advance();
        handler.onRecord(
                Frame.type(buffer, at), sequence, timeNs, unpacker.buffer(), unpacker.offset(), unpacker.length());
        return true;
    }

    /** What keeps a document from being the next record; null = it is. */
    private String wrong(final UnsafeBuffer buffer, final int at) {
        final String inFrame = frame.verify(buffer, cycle.view(), at, cycle.documentLength());
        if (inFrame != null) {
            return inFrame;
        }
        final long found = Frame.sequence(buffer, at);
        if (chainKnown && found > sequence + 1) {
            return found - sequence - 1 + " records are missing after sequence " + sequence;
        }
        if (chainKnown && found <= sequence) {
            return "sequence " + found + " comes again after sequence " + sequence;
        }
        if (chainKnown && Frame.previousCrc(buffer, at) != chainCrc) {
            return "the record does not follow the one before it: the chain is broken";
        }
        return cycleBegins && Frame.type(buffer, at) != RecordType.HEADER
                ? "the cycle does not begin with a HEADER record"
                : null;
    }

    private void requireElsewhere(final String reason) {
        if (!cycle.lookAgain()) {
            requireNotCutMeanwhile();
            throw damaged(reason);
        }
    }

    /** What stands before a place is read as far as what follows is packed against it, and not handed over. */
    private void readTo(final JournalPlace place) {
        cycle.moveTo(place.readFrom());
        boolean met = place.readFrom() == place.position();
        // Between the last record and the place there may be metadata, behind which the next record is.
        while (cycle.position() < place.position()
                && cycle.seek() == CycleReader.RECORD
                && cycle.position() < place.position()) {
            final int at = cycle.documentAt();
            final String wrong = unpackBefore(at);
            if (wrong != null) {
                throw new JournalDamagedException(new FirstBad(place.sequence(), file(), cycle.position(), wrong));
            }
            met = Frame.sequence(cycle.buffer(), at) == place.sequence()
                    && Frame.crc(cycle.buffer(), at) == place.chainCrc();
            cycle.advance();
        }
        if (!met) {
            throw new JournalDamagedException(new FirstBad(
                    place.sequence(),
                    file(),
                    place.position(),
                    "another record is where this one was when it was saved"));
        }
    }

    private String unpackBefore(final int at) {
        final String wrong = frame.verify(cycle.buffer(), cycle.view(), at, cycle.documentLength());
        return wrong == null ? unpacker.unpack(cycle.buffer(), at, cycle.position()) : wrong;
    }

    private boolean enterFirst() {
        final List<Path> files = CycleFiles.list(directory);
        if (files.isEmpty()) {
            return false;
        }
        enter(files.get(0));
        return true;
    }

    private boolean enterNext() {
        for (final Path file : CycleFiles.all(directory)) {
            if (file.compareTo(cycle.file()) > 0) {
                // A writer may have appended here and rolled between our look at the end and at the directory.
                if (cycle.seek() == CycleReader.RECORD) {
                    return true;
                }
                requireNoneSkipped(file);
                leaveCycle();
                enter(file);
                return true;
            }
        }
        return false;
    }

    /** Cycles before this one that were not read may have been let go meanwhile; behind a cut it begins anew. */
    private void requireNoneSkipped(final Path file) {
        final JournalCut now = JournalCut.read(directory);
        if (now != null && now.sequence() > sequence && file.compareTo(CycleFiles.of(directory, now.cycle())) > 0) {
            throw new JournalCutMeanwhileException(directory, now);
        }
    }

    /** Cycles go the oldest first: those that are missing may have gone while others before the cut are still there. */
    private void requireNotCutMeanwhile() {
        final JournalCut now = JournalCut.read(directory);
        if (now != null && now.sequence() > sequence) {
            throw new JournalCutMeanwhileException(directory, now);
        }
    }

    private static void requireNotCut(final Path directory, final JournalPlace place) {
        final JournalCut cut = JournalCut.read(directory);
        if (cut != null && place.cycle() <= cut.cycle()) {
            throw new JournalDamagedException(new FirstBad(
                    place.sequence() + 1,
                    directory.toString(),
                    0,
                    "what lies behind record " + place.sequence() + " was deleted: the journal " + cut.describe()));
        }
    }

    private void leaveCycle() {
        if (cycle != null) {
            cycle.close();
            cycle = null;
        }
    }

    private void enter(final Path file) {
        try {
            cycle = new CycleReader(file);
        } catch (final JournalException e) {
            final JournalCut now = JournalCut.read(directory);
            if (now != null && file.compareTo(CycleFiles.of(directory, now.cycle())) <= 0) {
                throw new JournalCutMeanwhileException(directory, now);
            }
            throw e;
        }
        unpacker.enterFile();
        cycleBegins = true;
    }

    /** Copies the frame of the last record as it stands in the file. Before the next is looked for. */
    void copyFrame(final MutableDirectBuffer target) {
        target.putBytes(0, cycle.buffer(), cycle.documentAt(), frameLength());
    }

    /** Bytes of that frame. */
    int frameLength() {
        return cycle.documentLength();
    }
}
