/**
 * Follows the journal of a run while that is written, for those who act on what happened: log files, notices.
 *
 * <p>{@link io.millrace.follow.JournalFollower} reads with a reader and on a thread of its own and hands each step to
 * one {@link io.millrace.follow.Work}; one that fails is begun again later. Knows nothing of what is done with the
 * steps, and has no way to hold the engine. {@link io.millrace.follow.SavedStates} keeps what
 * such a reader has saved of itself, so that it begins there and not at the first step; {@link
 * io.millrace.follow.SideReaders} names all that do.
 */
package io.millrace.follow;
