package io.millrace.journal;

import org.agrona.DirectBuffer;

/** Receives one verified record. The buffer is valid only during the call and must not be written. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * Takes one record.
     *
     * @param type     a constant of {@link RecordType}
     * @param sequence dense from 1 over all types
     * @param timeNs   event time given by the appender, nanoseconds since 1970
     * @param buffer   holds the payload
     * @param offset   where the payload begins in the buffer
     * @param length   bytes of the payload
     */
    void onRecord(int type, long sequence, long timeNs, DirectBuffer buffer, int offset, int length);
}
