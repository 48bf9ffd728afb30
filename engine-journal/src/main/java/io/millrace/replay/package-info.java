/**
 * Running a journal again: to verify that this build decides the same, and to get the state back after a stop or a
 * crash.
 *
 * <p>Drives the engine of engine-core with recorded inputs. Knows no venue and no file format of the journal.
 */
package io.millrace.replay;
