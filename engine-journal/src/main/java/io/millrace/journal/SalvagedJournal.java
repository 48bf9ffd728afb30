package io.millrace.journal;

/**
 * What was saved of a journal.
 *
 * @param found   what the check says of the journal that was read
 * @param records records copied, of all types: every one that verifies, up to the first that does not
 * @param steps   those that are steps
 * @param toNs    event time of the last one
 * @param lost    records that the high-water mark knows of beyond them; 0 also when it cannot be read
 */
public record SalvagedJournal(JournalIntegrity found, long records, long steps, long toNs, long lost) {}
