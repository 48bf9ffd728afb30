package io.millrace.retention;

import io.millrace.journal.JournalPlace;

/**
 * Where a saved state goes on, without the state.
 *
 * @param step the last step before it
 * @param place where the journal goes on behind that step
 */
record SavedPlace(long step, JournalPlace place) {}
