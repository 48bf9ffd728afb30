/**
 * Where orders go: the port every venue implements, and the simulated venue that backtest and paper share.
 *
 * <p>Order commands enter, execution reports leave. Call {@code SimulatedVenue}; its matchers are its own business.
 * This package knows instruments only by number and lot; it must never know strategies, risk, the ledger or the order
 * state machine: what it has to say, it says in reports.
 */
package io.millrace.venue;
