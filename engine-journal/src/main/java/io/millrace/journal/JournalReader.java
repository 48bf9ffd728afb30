package io.millrace.journal;

/** Reads a journal in order and verifies each record; creates and changes no file. Used by one thread. */
public interface JournalReader extends AutoCloseable {
    /**
     * Hands the next record to the handler.
     *
     * @return false when there is none yet; a later call may find one when a writer is at work
     * @throws JournalDamagedException when the next record is not the one that belongs there
     */
    boolean next(RecordHandler handler);

    /** The sequence of the last record handed over; 0 before the first, or that of the cut. */
    long sequence();

    /** The crc of the last record handed over. */
    int chainCrc();

    /** The cycle file being read, for messages. */
    String file();

    /** Where in that file the next record is looked for. */
    long position();

    /** Where the reader stands, for another that goes on from here. */
    JournalPlace place();

    /**
     * Holds where the reader stands, at the end of the journal, against the high-water mark; a reader that began at a
     * place must have met a record that links to it.
     *
     * @throws JournalDamagedException when records are missing
     */
    void requireWhole();

    @Override
    void close();
}
