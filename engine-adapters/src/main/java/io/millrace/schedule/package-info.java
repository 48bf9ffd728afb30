/**
 * When things are done that no market event causes: cron expressions with time zones, sessions of a market, what was
 * missed while nothing ran. Knows times and names only; what a job does, and to which engine, is the daemon's.
 */
package io.millrace.schedule;
