/**
 * Tells people elsewhere what happened: webhooks on fills, breakers, the kill switch, lost connections, days and halts.
 *
 * <p>{@link io.millrace.notify.Notifier} is the door. A thread of its own reads the journal and puts notices into the
 * bounded queues of the targets, each of which sends from a thread of its own; a target that is slow or gone costs its
 * own notices only. Notices bear the place in the journal as id, by which a receiver drops what it had before. Knows
 * neither the service nor the engine.
 */
package io.millrace.notify;
