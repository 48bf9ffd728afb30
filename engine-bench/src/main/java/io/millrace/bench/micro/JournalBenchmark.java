package io.millrace.bench.micro;

import io.millrace.bench.workload.ScratchFolder;
import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.Frame;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordPacker;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A frame around a payload as long as W1's usual step, and its append. A new journal each iteration. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBenchmark {
    private static final int PAYLOAD = 240;
    private static final int CHANGE_EVERY = 16;

    private final ByteBuffer view = ByteBuffer.allocateDirect(PAYLOAD + RecordPacker.longestExtra() + Frame.OVERHEAD);
    private final UnsafeBuffer record = new UnsafeBuffer(view);
    private final UnsafeBuffer payload = new UnsafeBuffer(ByteBuffer.allocateDirect(PAYLOAD));
    private final RecordPacker packer = new RecordPacker();
    private final Frame frame = new Frame();
    private ScratchFolder scratch;
    private JournalWriter writer;
    private long sequence;
    private int crc;

    @Setup(Level.Iteration)
    public void open() {
        scratch = new ScratchFolder(Path.of("target"));
        writer = ChronicleJournal.open(
                JournalSettings.of(scratch.fresh(), "bench").withRolling(Rolling.NEVER));
    }

    @TearDown(Level.Iteration)
    public void close() {
        writer.close();
        scratch.close();
    }

    /** The payload copied. */
    @Benchmark
    public long baseline() {
        record.putBytes(Frame.HEADER_LENGTH, payload, 0, PAYLOAD);
        return change();
    }

    @Benchmark
    public int encodeFrame() {
        change();
        int stored = packer.pack(RecordType.STEP, payload, 0, PAYLOAD, record, Frame.HEADER_LENGTH);
        crc = frame.encode(record, view, RecordType.STEP, packer.flags(), sequence, crc, sequence, stored);
        return crc;
    }

    @Benchmark
    public long append() {
        return writer.append(RecordType.STEP, change(), payload, 0, PAYLOAD);
    }

    /** As many words as change from one step of W1 to the next. */
    private long change() {
        sequence++;
        for (int at = 0; at < PAYLOAD; at += CHANGE_EVERY) {
            payload.putInt(at, (int) sequence);
        }
        return sequence;
    }
}
