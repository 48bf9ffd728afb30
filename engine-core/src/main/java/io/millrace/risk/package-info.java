/**
 * The risk gate: every order passes all controls here, and only here an order becomes one that may leave; and the
 * watches that stop trading by themselves when losses, streaks or conduct pass their limits.
 *
 * <p>Call {@link io.millrace.risk.RiskGate} and its {@link io.millrace.risk.RiskWatch} from the decide thread. They
 * read the account through {@link io.millrace.risk.RiskView} and must never know a strategy, the ledger, the order
 * table or a venue. A new control is one file here and one line in {@code ControlChain}.
 */
package io.millrace.risk;
