package io.millrace.retention;

import java.nio.file.Path;

/**
 * What one cycle file of a journal holds.
 *
 * @param bytes its data; files are as long as their last block, but sparse
 * @param lastRecord sequence of its last record
 * @param lastStep number of steps up to its end, from the journal's begin
 * @param chainCrc the journal's chain at its end
 */
public record CycleUse(Path file, long bytes, long lastRecord, long lastStep, int chainCrc) {}
