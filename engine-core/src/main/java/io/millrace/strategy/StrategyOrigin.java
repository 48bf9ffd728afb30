package io.millrace.strategy;

/**
 * Which plug-in a strategy came from. A journal names both, and is run again with the same bytes only.
 *
 * @param jar its file name
 * @param sha256 digest of the file, 64 lower-case hexadecimal digits
 */
public record StrategyOrigin(String jar, String sha256) {}
