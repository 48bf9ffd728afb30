/** Tick to order, open loop: from the time a tick was planned for to its order's hand-over. Prints nothing. */
package io.millrace.bench.latency;
