/**
 * What can be traded: instruments with a dense id, their trading rules and the table of all of them.
 *
 * <p>Built once at the start from configuration, immutable after; read from any thread. Only an {@link
 * io.millrace.instrument.InstrumentSet} changes, and belongs to one thread. It knows no price, no venue and
 * no position.
 */
package io.millrace.instrument;
