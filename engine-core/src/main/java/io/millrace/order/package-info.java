/**
 * Orders after approval: their ids, their states, what of them still works and what that may still cost.
 *
 * <p>The decide thread adds approved orders and feeds execution reports to {@link io.millrace.order.OrderTable}, which
 * tells a listener what they mean. It must never know a strategy, the ledger or a venue's protocol.
 */
package io.millrace.order;
