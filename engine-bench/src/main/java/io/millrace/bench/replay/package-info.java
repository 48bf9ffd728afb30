/** Replay of a journal with every byte compared. Prints nothing. */
package io.millrace.bench.replay;
