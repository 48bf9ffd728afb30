package io.millrace.view;

/** What a dimension of the market is in, and since when. */
public record RegimeLine(String dimension, String state, long sinceNs) {}
