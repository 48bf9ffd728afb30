package io.millrace.report;

/** Latency of one pipeline stage in nanoseconds. */
public record StageLatency(String stage, long count, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long maxNs) {}
