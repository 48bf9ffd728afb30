package io.millrace.journal;

import org.agrona.DirectBuffer;

/** The one appender of a journal. Used by one thread; a record that could not be appended ends the writer's use. */
public interface JournalWriter extends AutoCloseable {
    /**
     * Appends a record; it survives a kill of the process once this returns.
     *
     * @param type   {@link RecordType#STEP}, or another constant of it
     * @param timeNs event time, nanoseconds since 1970
     * @return the record's sequence, one more than the record before
     */
    long append(int type, long timeNs, DirectBuffer payload, int offset, int length);

    /** The sequence of the last record; 0 before the first. */
    long sequence();

    /** The chain's value: the crc of the last record, which stands for all records up to it. */
    int chainCrc();

    /**
     * Behind the last record. Only while nothing is appended. Packing begins anew there, so whoever asks often has a
     * larger journal.
     */
    JournalPlace place();

    /** Returns when all records appended so far are as durable as the journal's {@link Durability} says. */
    void sync();

    /** True while a record is written or a {@link #sync} waits: the disk's time. Any thread. */
    boolean busy();

    /** Free space is below the level at which new risk must stop. Cheap: sampled by another thread. */
    boolean spaceLow();

    /** Free space is below twice that level: time to tell the operator. */
    boolean spaceWarning();

    /** Writes an END record and lets the journal go. Closing twice is harmless. */
    @Override
    void close();
}
