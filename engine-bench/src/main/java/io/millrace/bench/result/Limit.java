package io.millrace.bench.result;

/**
 * Something this machine cannot do better than so.
 *
 * @param name with its unit, for example {@code hopBeforeNs}
 * @param value measured in this run
 */
public record Limit(String name, double value) {}
