package io.millrace.chronicle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.event.OffHeap;
import io.millrace.journal.Durability;
import io.millrace.journal.Frame;
import io.millrace.journal.HighWaterMark;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.OwnerLock;
import io.millrace.journal.RecordPacker;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends frames to the cycle files of a Chronicle queue. One prebuilt record outside the heap is filled and copied in;
 * after warm-up no append allocates. The only clock read is the attendant's.
 */
final class ChronicleWriter implements JournalWriter {
    private static final VarHandle BUSY = busyHandle();
    private static final int RECORDS_PER_REPORT = 64;
    private static final long DAY_MS = 86_400_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** A document's header and padding, beside its frame. */
    private static final int DOCUMENT_OVERHEAD = 8;

    private final JournalSettings settings;
    private final OwnerLock lock;
    private final HighWaterMark mark;
    private final CycleClock clock;
    private final JournalAttendant attendant;
    private final SpaceReservation space;
    private final CycleWriter cycles;
    private final Frame frame = new Frame();
    private final RecordPacker packer = new RecordPacker();
    private final ByteBuffer view;
    private final UnsafeBuffer buffer;
    private final UnsafeBuffer header;
    private final DiskBarrier barrier;
    private long rollAtMs;
    private long nextReport;
    private long sequence;
    private int chainCrc;
    private long room;
    private long lastTimeNs;
    private final JournalPlace opened;
    private boolean usable = true;

    /** Read by a watchdog; opaque, because it says nothing about other fields. */
    @SuppressWarnings("unused")
    private boolean busy;

    private boolean closed;

    private ChronicleWriter(
            final JournalSettings settings,
            final OwnerLock lock,
            final HighWaterMark mark,
            final StartupCheck.Start start)
            throws IOException {
        this.settings = settings;
        this.lock = lock;
        this.mark = mark;
        sequence = start.place().sequence();
        chainCrc = start.place().chainCrc();
        lastTimeNs = start.place().timeNs();
        opened = start.place();
        clock = new CycleClock(start.clockMs());
        space = new SpaceReservation(settings.directory(), settings.blockSize());
        barrier = settings.durability() == Durability.POWER ? new DiskBarrier(settings.directory()) : null;
        final int capacity = settings.maxPayload() + RecordPacker.longestExtra() + Frame.OVERHEAD;
        view = ByteBuffer.allocateDirect(capacity);
        buffer = new UnsafeBuffer(view);
        header = OffHeap.copyOf(settings.header().getBytes(UTF_8));
        cycles = new CycleWriter(settings.directory(), clock, settings.blockSize(), settings.directWrites());
        try {
            attendant = new JournalAttendant(settings, cycles, space);
        } catch (final RuntimeException e) {
            cycles.close();
            throw e;
        }
    }

    static JournalWriter open(final JournalSettings settings) {
        try {
            final StartupCheck check = new StartupCheck(settings);
            final OwnerLock lock = check.lock();
            HighWaterMark mark = null;
            ChronicleWriter writer = null;
            try {
                final StartupCheck.Start start = check.run();
                mark = HighWaterMark.open(settings.directory());
                start.leftBehind().takeToFile();
                writer = new ChronicleWriter(settings, lock, mark, start);
                writer.begin(start);
                return writer;
            } catch (final IOException | RuntimeException | Error e) {
                if (writer != null) {
                    writer.abandon(e);
                } else {
                    if (mark != null) {
                        mark.close();
                    }
                    lock.close();
                }
                throw e;
            }
        } catch (final IOException e) {
            throw new JournalException("Cannot open the journal " + settings.directory() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long append(
            final int type, final long timeNs, final DirectBuffer payload, final int offset, final int length) {
        if (length < 0 || length > settings.maxPayload()) {
            throw new IllegalArgumentException("A journal payload of " + length + " bytes; expected 0 to "
                    + settings.maxPayload() + " (journal.maxPayload). Raise that setting.");
        }
        if (attendant.wallMs() >= rollAtMs) {
            roll(timeNs);
        }
        // A disk that is a whole window behind holds the writer up.
        BUSY.setOpaque(this, true);
        requireRoom(length);
        final long written = write(type, timeNs, payload, offset, length);
        BUSY.setOpaque(this, false);
        return written;
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
    public JournalPlace place() {
        final long position = cycles.position();
        // Whoever goes on from here neither reads nor trusts what is before.
        packer.restart();
        return new JournalPlace(sequence, chainCrc, lastTimeNs, cycles.cycle(), position, position);
    }

    @Override
    public void sync() {
        requireUsable();
        if (barrier == null) {
            return;
        }
        BUSY.setOpaque(this, true);
        try {
            cycles.complete();
            barrier.force();
            // Only now: a mark that reached the disk before the records it counts would make a power loss look like
            // damage.
            mark.write(sequence, wallNs(), chainCrc, cycles.cycle());
            mark.force();
        } catch (final IOException | RuntimeException e) {
            // After a failed fsync the kernel may have dropped the pages: a second try could succeed and be a lie.
            usable = false;
            throw new JournalException(
                    "The device refused to make the journal " + settings.directory() + " durable: " + e.getMessage()
                            + ". Stop trading and check the disk.",
                    e);
        } finally {
            BUSY.setOpaque(this, false);
        }
    }

    @Override
    public boolean busy() {
        return (boolean) BUSY.getOpaque(this);
    }

    @Override
    public boolean spaceLow() {
        return attendant.freeBytes() < settings.spaceFloor();
    }

    @Override
    public boolean spaceWarning() {
        return attendant.freeBytes() / 2 < settings.spaceFloor();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        // A thread with this flag set cannot write to a channel without closing it.
        final boolean interrupted = Thread.interrupted();
        try {
            if (usable) {
                write(RecordType.END, lastTimeNs, header, 0, 0);
                sync();
            }
        } finally {
            usable = false;
            try {
                release();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static VarHandle busyHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(ChronicleWriter.class, "busy", boolean.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long wallNs() {
        return attendant.wallMs() * NANOS_PER_MILLI;
    }

    private void begin(final StartupCheck.Start start) {
        rollAtMs = settings.rolling() == Rolling.NEVER
                ? Long.MAX_VALUE
                : (clock.currentTimeMillis() / DAY_MS + 1) * DAY_MS;
        enterCycle(start.file(), start.place().position());
        writeHeader(lastTimeNs);
        StartupCheck.requireVisible(settings.directory(), sequence, opened);
        sync();
        attendant.start();
    }

    private void roll(final long timeNs) {
        requireUsable();
        space.requireRoomForFile();
        usable = false;
        cycles.leave();
        usable = true;
        // What is in the old file must be durable before anything in the new one can be.
        sync();
        usable = false;
        clock.advance(attendant.wallMs());
        rollAtMs = (clock.currentTimeMillis() / DAY_MS + 1) * DAY_MS;
        enterCycle(cycles.file(), cycles.position());
        usable = true;
        writeHeader(timeNs);
    }

    /** END and the HEADER of a new file need no asking: the margin holds the one, the roll asks for the other. */
    private void requireRoom(final int length) {
        final long needed = DOCUMENT_OVERHEAD + Frame.OVERHEAD + RecordPacker.longestExtra() + (long) length;
        room -= needed;
        if (room < 0) {
            requireUsable();
            room = space.require(cycles.position(), needed) - needed;
        }
    }

    private void writeHeader(final long timeNs) {
        write(RecordType.HEADER, timeNs, header, 0, header.capacity());
    }

    private long write(
            final int type, final long timeNs, final DirectBuffer payload, final int offset, final int length) {
        requireUsable();
        // Whatever goes wrong below, the tail is unknown: only a new start, which verifies it, may append again.
        usable = false;
        final int stored = packer.pack(type, payload, offset, length, buffer, Frame.HEADER_LENGTH);
        final long next = sequence + 1;
        final int crc = frame.encode(buffer, view, type, packer.flags(), next, chainCrc, timeNs, stored);
        cycles.append(buffer, Frame.OVERHEAD + stored);
        sequence = next;
        chainCrc = crc;
        lastTimeNs = timeNs;
        if (barrier == null) {
            mark.write(next, wallNs(), crc, cycles.cycle());
        }
        if (next >= nextReport) {
            report();
        }
        usable = true;
        return next;
    }

    /** @param last the newest file whose end is known, with that end */
    private void enterCycle(final Path last, final long end) {
        cycles.enter(last, end);
        room = 0;
        space.enter(cycles.file(), cycles.position());
        if (barrier != null) {
            barrier.enter(cycles.file());
        }
        attendant.enteredFile(cycles.position());
    }

    private void report() {
        nextReport = sequence + RECORDS_PER_REPORT;
        final long position = cycles.position();
        cycles.publish();
        space.appendedTo(position);
        attendant.appendedTo(position);
    }

    private void requireUsable() {
        if (!usable) {
            throw new JournalException("The journal " + settings.directory()
                    + (closed
                            ? " is closed."
                            : " failed at sequence " + (sequence + 1)
                                    + " and takes no more records. Restart the engine."));
        }
    }

    private void abandon(final Throwable reason) {
        usable = false;
        try {
            close();
        } catch (final RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private void release() {
        try (cycles) {
            attendant.close();
        } finally {
            space.close();
            packer.close();
            if (barrier != null) {
                barrier.close();
            }
            mark.close();
            unlock();
        }
    }

    private void unlock() {
        try {
            lock.close();
        } catch (final IOException e) {
            throw new JournalException(
                    "Cannot release the lock of journal " + settings.directory() + ": " + e.getMessage(), e);
        }
    }
}
