/**
 * The daemon under stops, kills, damage and commands; the oracles are uninterrupted runs and an audit of the journal.
 */
package io.millrace.daemon;
