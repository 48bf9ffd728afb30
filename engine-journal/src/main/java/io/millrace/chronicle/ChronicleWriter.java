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
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends frames to a Chronicle queue. One prebuilt record outside the heap is filled and copied in; after warm-up no
 * append allocates. The only clock read is the attendant's.
 */
final class ChronicleWriter implements JournalWriter {
    private static final VarHandle BUSY = busyHandle();
    private static final int RECORDS_PER_REPORT = 64;
    private static final long DAY_MS = 86_400_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int LOCK_TIMEOUT_MS = 500;

    /** A document's header and padding, beside its frame. */
    private static final int DOCUMENT_OVERHEAD = 8;

    private final JournalSettings settings;
    private final OwnerLock lock;
    private final HighWaterMark mark;
    private final CycleClock clock;
    private final JournalAttendant attendant;
    private final BlockPreparer preparer;
    private final SpaceReservation space;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final Frame frame = new Frame();
    private final RecordPacker packer = new RecordPacker();
    private final Bytes<ByteBuffer> record;
    private final ByteBuffer view;
    private final UnsafeBuffer buffer;
    private final UnsafeBuffer header;
    private final DiskBarrier barrier;
    private final PagesAhead pages;
    private long rollAtMs;
    private long nextReport;
    private long sequence;
    private int chainCrc;
    private int cycle = Integer.MIN_VALUE;
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
            final StartupCheck.Start start) {
        this.settings = settings;
        this.lock = lock;
        this.mark = mark;
        sequence = start.place().sequence();
        chainCrc = start.place().chainCrc();
        lastTimeNs = start.place().timeNs();
        opened = start.place();
        clock = new CycleClock(start.clockMs());
        final boolean synced = settings.durability() == Durability.POWER;
        space = new SpaceReservation(settings.directory(), settings.blockSize());
        // Not where a helper thread faults the pages, nor where every sync would write the empty ones as well.
        pages = settings.prepareBlocks() || synced ? null : new PagesAhead();
        preparer = new BlockPreparer(
                settings.prepareBlocks() && !synced, settings.writeBehind(), pages != null, settings.blockSize());
        attendant = new JournalAttendant(settings, preparer, space);
        barrier = settings.durability() == Durability.POWER ? new DiskBarrier(settings.directory()) : null;
        final int capacity = settings.maxPayload() + RecordPacker.longestExtra() + Frame.OVERHEAD;
        record = Bytes.elasticByteBuffer(capacity, capacity);
        view = record.underlyingObject();
        buffer = new UnsafeBuffer(view);
        header = OffHeap.copyOf(settings.header().getBytes(UTF_8));
        queue = ChronicleQueue.singleBuilder(settings.directory().toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(settings.blockSize())
                .timeProvider(clock)
                .timeoutMS(LOCK_TIMEOUT_MS)
                .build();
        appender = queue.createAppender();
        // Opened and closed by one thread, used by another in between: handed over, never shared.
        record.singleThreadedCheckDisabled(true);
        appender.singleThreadedCheckDisabled(true);
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
                writer = new ChronicleWriter(settings, lock, mark, start);
                LibraryPosition.requireBefore(writer.queue, start);
                writer.begin();
                return writer;
            } catch (final IOException | RuntimeException | Error e) {
                if (writer != null) {
                    writer.usable = false;
                    writer.close();
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
        // A disk that is behind holds the writer up at a fresh page.
        BUSY.setOpaque(this, true);
        requireRoom(length);
        final long written = write(type, timeNs, payload, offset, length);
        BUSY.setOpaque(this, false);
        return written;
    }

    @Override
    public void onIdle() {
        if (pages == null || !usable) {
            return;
        }
        final long position = appender.wire().bytes().writePosition();
        final boolean giving = pages.wantsIdle(position, space.reservedTo());
        if (giving || preparer.wantsIdle(position)) {
            BUSY.setOpaque(this, true);
            try {
                if (giving) {
                    pages.onIdle(position, space.reservedTo());
                } else {
                    preparer.onIdle(position);
                }
            } finally {
                BUSY.setOpaque(this, false);
            }
        }
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
        final MappedBytes bytes = (MappedBytes) appender.wire().bytes();
        // Documents begin at multiples of four.
        final long position = bytes.writePosition() + 3 & ~3L;
        final int day = (int) (CycleFiles.startMs(bytes.mappedFile().file().toPath()) / DAY_MS);
        // Whoever goes on from here neither reads nor trusts what is before.
        packer.restart();
        return new JournalPlace(sequence, chainCrc, lastTimeNs, day, position, position);
    }

    @Override
    public void sync() {
        requireUsable();
        if (barrier == null) {
            return;
        }
        BUSY.setOpaque(this, true);
        try {
            barrier.force();
            // Only now: a mark that reached the disk before the records it counts would make a power loss look like
            // damage.
            mark.write(sequence, wallNs(), chainCrc, cycle);
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
        try {
            if (usable) {
                write(RecordType.END, lastTimeNs, header, 0, 0);
                sync();
            }
        } finally {
            usable = false;
            release();
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

    private void begin() {
        rollAtMs = settings.rolling() == Rolling.NEVER
                ? Long.MAX_VALUE
                : (clock.currentTimeMillis() / DAY_MS + 1) * DAY_MS;
        writeHeader(lastTimeNs);
        StartupCheck.requireVisible(settings.directory(), sequence, opened);
        sync();
        attendant.start();
    }

    private void roll(final long timeNs) {
        // What is in the old file must be durable before anything in the new one can be.
        sync();
        space.requireRoomForFile();
        clock.advance(attendant.wallMs());
        rollAtMs = (clock.currentTimeMillis() / DAY_MS + 1) * DAY_MS;
        writeHeader(timeNs);
    }

    /** END and the HEADER of a new file need no asking: the margin holds the one, the roll asks for the other. */
    private void requireRoom(final int length) {
        final long needed = DOCUMENT_OVERHEAD + Frame.OVERHEAD + RecordPacker.longestExtra() + (long) length;
        room -= needed;
        if (room < 0) {
            requireUsable();
            final long position = appender.wire().bytes().writePosition();
            room = space.require(position, needed) - needed;
            if (pages != null) {
                room = Math.min(room, pages.require(position, needed, space.reservedTo()) - needed);
            }
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
        record.readPositionRemaining(0, Frame.OVERHEAD + stored);
        appender.writeBytes(record);
        sequence = next;
        chainCrc = crc;
        lastTimeNs = timeNs;
        final int currentCycle = appender.cycle();
        if (barrier == null) {
            mark.write(next, wallNs(), crc, currentCycle);
        }
        if (currentCycle != cycle) {
            cycle = currentCycle;
            enteredCycle();
        } else if (next >= nextReport) {
            report();
        }
        usable = true;
        return next;
    }

    private void enteredCycle() {
        final MappedBytes bytes = (MappedBytes) appender.wire().bytes();
        preparer.follow(bytes.mappedFile(), bytes.writePosition());
        space.enter(bytes.mappedFile().file().toPath(), bytes.writePosition());
        room = 0;
        if (barrier != null) {
            barrier.enter(bytes.mappedFile().file().toPath());
        }
        if (pages != null) {
            pages.enter(bytes.mappedFile().file().toPath(), bytes.writePosition());
        }
        attendant.enteredFile(bytes.writePosition());
    }

    private void report() {
        nextReport = sequence + RECORDS_PER_REPORT;
        final MappedBytes bytes = (MappedBytes) appender.wire().bytes();
        final long position = bytes.writePosition();
        preparer.appendedTo(position);
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

    private void release() {
        attendant.close();
        space.close();
        if (pages != null) {
            pages.close();
        }
        appender.close();
        queue.close();
        record.releaseLast();
        packer.close();
        if (barrier != null) {
            barrier.close();
        }
        mark.close();
        try {
            lock.close();
        } catch (final IOException e) {
            throw new JournalException(
                    "Cannot release the lock of journal " + settings.directory() + ": " + e.getMessage(), e);
        }
    }
}
