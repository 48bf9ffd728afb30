/**
 * The state of the market: bars as they complete, and the checks that keep bad events out.
 *
 * <p>The checks are the intake's, the bars the market stage's. Knows events and numbers; no strategy, no order, no
 * venue.
 */
package io.millrace.book;
