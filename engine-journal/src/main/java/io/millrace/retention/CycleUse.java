package io.millrace.retention;

import java.nio.file.Path;

/**
 * What one cycle file of a journal holds.
 *
 * @param cycle its number, as in {@link io.millrace.journal.JournalPlace}
 * @param bytes its length, as in {@link JournalSize}
 * @param lastRecord sequence of its last record
 * @param lastStep number of steps up to its end, from the journal's begin
 * @param chainCrc the journal's chain at its end
 */
public record CycleUse(Path file, int cycle, long bytes, long lastRecord, long lastStep, int chainCrc) {}
