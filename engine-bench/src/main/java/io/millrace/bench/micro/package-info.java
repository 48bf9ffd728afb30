/**
 * JMH: what one part costs, in nanoseconds and bytes an operation, beside a {@code baseline} that does as much around
 * nothing. Run by {@code bench micro}; knows nothing of the other benchmarks but their inputs.
 */
package io.millrace.bench.micro;
