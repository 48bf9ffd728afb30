/**
 * The only read door: what a run is worth, holds, decided and refused, as a replica of its journal.
 *
 * <p>{@link io.millrace.view.View} follows the journal with a reader of its own on a thread of its own, and hands out
 * immutable records. Money, prices and quantities at 1e-8, times in nanoseconds since 1970. Knows nothing of sockets,
 * JSON or metrics, and has no way to speak to the engine, let alone to hold it.
 */
package io.millrace.view;
