package io.millrace.bench.result;

/**
 * One benchmarked operation.
 *
 * @param name class and method
 * @param ns average time of an operation, nanoseconds
 * @param errorNs half of the 99.9 % interval; NaN for a single iteration
 * @param bytes allocated an operation
 */
public record Micro(String name, double ns, double errorNs, double bytes) {}
