/**
 * The inputs of the benchmarks and what must come out of them: the bars of W1 with a plain loop over them, and a stream
 * of ticks with a known number of orders. Also runs such a stream once and checks the run. Knows no percentiles to
 * reach.
 */
package io.millrace.bench.workload;
