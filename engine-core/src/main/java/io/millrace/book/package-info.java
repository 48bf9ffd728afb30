/**
 * The state of the market: bars as they complete, and the checks that keep bad events out.
 *
 * <p>Called by the market stage alone. Knows events, numbers, kinds of bars and the sessions they lie in; no strategy,
 * no order, no venue.
 */
package io.millrace.book;
