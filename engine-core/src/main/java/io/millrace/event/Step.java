package io.millrace.event;

import io.millrace.event.codec.MessageHeaderEncoder;
import io.millrace.event.codec.OrderCommandEncoder;
import io.millrace.event.codec.StepHeaderEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The unit of everything: one input, the frames it completed, the outputs it caused, in one run of bytes.
 *
 * <pre>
 *  0          44            inputEnd       framesEnd        length
 *  +----------+-------------+--------------+----------------+
 *  | header   | input       | frames ...   | outputs ...    |
 *  +----------+-------------+--------------+----------------+
 *  each message: blockLength u16 | templateId u16 | schemaId u16 | version u16 | frameLength u32 | block | groups
 * </pre>
 *
 * <p>A step is written by one stage after another, front to back: {@link #begin}, the input, {@link #endInput}, frames,
 * {@link #endFrames}, outputs, {@link #seal}. A sealed step is a journal record as it stands. Not thread safe: a step
 * is owned by one stage at a time. Steps grow for a burst, up to {@link #MAX_LENGTH}, and are trimmed once they have
 * long been larger than needed: a portfolio's bars are large again and again, and must not allocate each time. Where
 * many steps are kept, as in a ring, what one may keep is bounded: what it needs beyond goes when it begins again.
 */
public final class Step {
    /** Bytes of a step before it has to grow; holds any common step. */
    public static final int INITIAL_CAPACITY = 4 * 1024;

    /** A step longer than this is a fault of a strategy or a decoder. */
    public static final int MAX_LENGTH = 1024 * 1024;

    /** So many common steps in a row give back what a long one needed. */
    static final int TRIM_AFTER = 4_096;

    /** Where the input message starts. */
    public static final int INPUT_OFFSET = MessageHeaderEncoder.ENCODED_LENGTH + StepHeaderEncoder.BLOCK_LENGTH;

    static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int SEQUENCE_OFFSET = HEADER_LENGTH;
    private static final int TIME_OFFSET = HEADER_LENGTH + 8;
    private static final int INPUT_LENGTH_OFFSET = HEADER_LENGTH + 16;
    private static final int FRAMES_LENGTH_OFFSET = HEADER_LENGTH + 20;
    private static final int OUTPUTS_LENGTH_OFFSET = HEADER_LENGTH + 24;
    private static final int RESERVED_OFFSET = HEADER_LENGTH + 28;

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final int kept;

    /** Of the buffer's first byte. */
    private long address;

    private int capacity;
    private long sequence;
    private long engineTimeNs;
    private int length;
    private int inputEnd;
    private int framesEnd;
    private int inputTemplate;
    private boolean orders;
    private int commonInARow;

    public Step() {
        this(MAX_LENGTH);
    }

    /** @param kept bytes that it keeps between long steps, at least {@link #INITIAL_CAPACITY} */
    public Step(final int kept) {
        this.kept = kept;
        resize(INITIAL_CAPACITY, 0);
    }

    /** Starts a new step; what the step held is gone. */
    public void begin(final long newSequence, final long newEngineTimeNs) {
        if (capacity > INITIAL_CAPACITY) {
            trimIfIdle();
        }
        Messages.writeHeader(address, StepHeaderEncoder.TEMPLATE_ID, StepHeaderEncoder.BLOCK_LENGTH, INPUT_OFFSET);
        sequence = newSequence;
        engineTimeNs = newEngineTimeNs;
        Memory.putLong(address + SEQUENCE_OFFSET, newSequence);
        Memory.putLong(address + TIME_OFFSET, newEngineTimeNs);
        Memory.putInt(address + RESERVED_OFFSET, 0);
        length = INPUT_OFFSET;
        inputTemplate = 0;
        orders = false;
    }

    /**
     * Appends an empty message to the current section.
     *
     * @param extraLength bytes after the block (groups)
     * @return offset of the block, for an encoder's {@code wrap}
     */
    public int claim(final int templateId, final int blockLength, final int extraLength) {
        final int frameLength = HEADER_LENGTH + blockLength + extraLength;
        ensureCapacity(length + frameLength);
        orders |= templateId == OrderCommandEncoder.TEMPLATE_ID;
        final int offset = length;
        Messages.writeHeader(address + offset, templateId, blockLength, frameLength);
        length += frameLength;
        return offset + HEADER_LENGTH;
    }

    /** {@link #claim(int, int, int)} of a message of fixed fields only. */
    public int claim(final int templateId, final int blockLength) {
        return claim(templateId, blockLength, 0);
    }

    /** Appends a whole message (header and all) copied from elsewhere, for example from the inlet or a journal. */
    public void append(final DirectBuffer source, final int offset, final int messageLength) {
        ensureCapacity(length + messageLength);
        final long from = Memory.address(source, offset, messageLength);
        if (from == Memory.NONE) {
            buffer.putBytes(length, source, offset, messageLength);
        } else {
            copy(from, address + length, messageLength);
        }
        length += messageLength;
    }

    /**
     * Inputs are about a hundred bytes: a dozen moves are cheaper than a call into the copy routine. They lie on the
     * grid of the block's fields, 12 bytes in: a processor hands a number on from a store that holds all of it, but a
     * read across two stores has to wait for both.
     */
    private static void copy(final long from, final long to, final int messageLength) {
        final int last = messageLength - Long.BYTES;
        int at = 0;
        if (messageLength >= Integer.BYTES) {
            Memory.putInt(to, Memory.getInt(from));
            at = Integer.BYTES;
        }
        for (; at <= last - 3 * Long.BYTES; at += 4 * Long.BYTES) {
            final long first = Memory.getLong(from + at);
            final long second = Memory.getLong(from + at + 8);
            final long third = Memory.getLong(from + at + 16);
            final long fourth = Memory.getLong(from + at + 24);
            Memory.putLong(to + at, first);
            Memory.putLong(to + at + 8, second);
            Memory.putLong(to + at + 16, third);
            Memory.putLong(to + at + 24, fourth);
        }
        for (; at <= last; at += Long.BYTES) {
            Memory.putLong(to + at, Memory.getLong(from + at));
        }
        if (messageLength - at >= Integer.BYTES) {
            Memory.putInt(to + at, Memory.getInt(from + at));
            at += Integer.BYTES;
        }
        for (; at < messageLength; at++) {
            UnsafeApi.putByte(to + at, UnsafeApi.getByte(from + at));
        }
    }

    /** Ends the input section; exactly one message must have been written. */
    public void endInput() {
        inputEnd = length;
        inputTemplate = Memory.getInt(address + INPUT_OFFSET) >>> 16;
    }

    public void endFrames() {
        framesEnd = length;
    }

    /** Ends the outputs and completes the header: the bytes {@code [0, length)} are now the journal record. */
    public void seal() {
        Memory.putInt(address + INPUT_LENGTH_OFFSET, inputEnd - INPUT_OFFSET);
        Memory.putInt(address + FRAMES_LENGTH_OFFSET, framesEnd - inputEnd);
        Memory.putInt(address + OUTPUTS_LENGTH_OFFSET, length - framesEnd);
    }

    /**
     * Makes this step a copy of a recorded one.
     *
     * @throws IllegalArgumentException if the bytes are not a step
     */
    public void load(final DirectBuffer source, final int offset, final int recordLength) {
        StepLayout.check(source, offset, recordLength);
        ensureCapacity(recordLength);
        buffer.putBytes(0, source, offset, recordLength);
        length = recordLength;
        orders = true;
        inputEnd = INPUT_OFFSET + buffer.getInt(INPUT_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        framesEnd = inputEnd + buffer.getInt(FRAMES_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        inputTemplate = Messages.templateId(buffer, INPUT_OFFSET);
        sequence = Memory.getLong(address + SEQUENCE_OFFSET);
        engineTimeNs = Memory.getLong(address + TIME_OFFSET);
    }

    public long sequence() {
        return sequence;
    }

    public long engineTimeNs() {
        return engineTimeNs;
    }

    /** The bytes of the step; the same object for the life of the step, also after growth. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** For encoders wrapped at an offset that {@link #claim} returned. */
    public UnsafeBuffer mutableBuffer() {
        return buffer;
    }

    /** Where a byte of the step is in {@link Memory}; until the step grows, which a {@link #claim} may do. */
    public long addressOf(final int offset) {
        return address + offset;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** False when no order command is among the outputs; of a step that was loaded nobody has looked. */
    public boolean mayHoldOrders() {
        return orders;
    }

    /** Template id of the input; 0 before {@link #endInput}. */
    public int inputTemplate() {
        return inputTemplate;
    }

    /** Offset of the input's block. */
    public int inputBlock() {
        return INPUT_OFFSET + HEADER_LENGTH;
    }

    public int inputEnd() {
        return inputEnd;
    }

    public int framesEnd() {
        return framesEnd;
    }

    private void ensureCapacity(final int required) {
        if (required > capacity) {
            grow(required);
        }
    }

    int capacity() {
        return capacity;
    }

    private void trimIfIdle() {
        commonInARow = length > INITIAL_CAPACITY ? 0 : commonInARow + 1;
        if (commonInARow >= TRIM_AFTER || capacity > kept) {
            commonInARow = 0;
            resize(INITIAL_CAPACITY, 0);
        }
    }

    private void grow(final int required) {
        if (required > MAX_LENGTH) {
            throw new StepTooLongException(required);
        }
        final int most = required > kept ? MAX_LENGTH : kept;
        resize(Math.min(most, Math.max(required, capacity * 2)), length);
    }

    private void resize(final int newCapacity, final int keep) {
        final ByteBuffer memory = ByteBuffer.allocateDirect(newCapacity);
        for (int i = 0; i < keep; i++) {
            memory.put(i, buffer.getByte(i));
        }
        buffer.wrap(memory);
        address = buffer.addressOffset();
        capacity = newCapacity;
    }
}
