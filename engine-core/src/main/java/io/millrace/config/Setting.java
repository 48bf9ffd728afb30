package io.millrace.config;

/**
 * One configured value and where it came from.
 *
 * @param key dotted path, for example {@code risk.perAssetCap}
 * @param value its text
 * @param origin for people: {@code default}, {@code config/paper.yaml:12}, {@code --set}
 */
public record Setting(String key, String value, String origin) {}
