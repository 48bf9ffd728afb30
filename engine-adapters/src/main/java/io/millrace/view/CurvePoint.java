package io.millrace.view;

/** The account's equity at a time. */
public record CurvePoint(long timeNs, long equity) {}
