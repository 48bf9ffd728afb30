package io.millrace.journal;

/**
 * A place between two records of a journal, from which it can be read and verified on without what lies before.
 *
 * @param sequence of the record before it; 0 at the begin
 * @param chainCrc of that record: the one behind must link to it
 * @param timeNs event time of that record
 * @param cycle day since 1970 of the file that holds that record
 * @param position in that file, behind that record
 * @param readFrom in that file: at or before the position; from here on a reader needs what stands there to unpack what
 *     follows
 */
public record JournalPlace(long sequence, int chainCrc, long timeNs, int cycle, long position, long readFrom) {}
