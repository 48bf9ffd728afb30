/**
 * The risk gate: every order passes all controls here, and only here an order becomes one that may leave.
 *
 * <p>Call {@link io.millrace.risk.RiskGate} from the decide thread. It reads the account through {@link
 * io.millrace.risk.RiskView} and must never know a strategy, the ledger, the order table or a venue.
 */
package io.millrace.risk;
