package io.millrace.journal;

/**
 * The outcome of a full check.
 *
 * @param records       verified records that are there, of all types
 * @param steps         those that are steps
 * @param intact        nothing is wrong and nothing is missing
 * @param firstBad      where it went wrong; null when intact
 * @param fromNs        event time of the first step; 0 when there is none
 * @param toNs          event time of the last verified record
 * @param bytes         bytes of verified records, frames included
 * @param highWaterMark the last sequence known to have been written
 * @param cut           where it begins, when its oldest cycles were deleted; null when it is whole
 */
public record JournalIntegrity(
        long records,
        long steps,
        boolean intact,
        FirstBad firstBad,
        long fromNs,
        long toNs,
        long bytes,
        long highWaterMark,
        JournalCut cut) {

    /** The first step that cannot be trusted, when not intact: numbered from 1, and those before a cut count. */
    public long firstBadStep() {
        return (cut == null ? 0 : cut.steps()) + steps + 1;
    }

    /**
     * The first place at which the journal is not what it was.
     *
     * @param sequence the first sequence that cannot be trusted
     * @param file     the file it was looked for in
     * @param offset   the byte in that file
     * @param reason   a sentence
     */
    public record FirstBad(long sequence, String file, long offset, String reason) {}
}
