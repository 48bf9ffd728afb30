package io.millrace.journal;

import org.agrona.DirectBuffer;

/** Takes payloads out of verified frames, every record in order from one at which the packer began anew. */
public final class RecordUnpacker implements AutoCloseable {
    /** Made when there is something packed. */
    private DeltaCoder coder;

    private boolean begun;
    private long beganAt;
    private DirectBuffer buffer;
    private int offset;
    private int length;

    /**
     * Takes the payload out of a frame.
     *
     * @param source   holds the frame at {@code at}
     * @param position of the frame's document in its file, for {@link #readFrom}
     * @return null, or what is wrong
     */
    public String unpack(final DirectBuffer source, final int at, final long position) {
        final int flags = Frame.flags(source, at);
        if ((flags & Frame.FLAG_RESTART) != 0) {
            if (coder != null) {
                coder.restart();
            }
            begun = true;
            beganAt = position;
        }
        final int stored = Frame.length(source, at);
        if ((flags & Frame.FLAG_PACKED) == 0) {
            buffer = source;
            offset = at + Frame.HEADER_LENGTH;
            length = stored;
            return null;
        }
        if (!begun) {
            return "the record is packed against one that was not read";
        }
        if (coder == null) {
            coder = new DeltaCoder();
        }
        if (!coder.decode(source, at + Frame.HEADER_LENGTH, stored)) {
            return "the record's payload cannot be unpacked";
        }
        buffer = coder.payload();
        offset = coder.offset();
        length = coder.length();
        return null;
    }

    /**
     * Where a reader must begin that is to go on behind the last record.
     *
     * @param position behind that record
     */
    public long readFrom(final long position) {
        return begun ? beganAt : position;
    }

    /** Another file follows, in which records begin anew. */
    public void enterFile() {
        begun = false;
    }

    /** No payload may be used after this. */
    @Override
    public void close() {
        if (coder != null) {
            coder.close();
            coder = null;
        }
    }

    /** Holds the last payload. */
    public DirectBuffer buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }
}
