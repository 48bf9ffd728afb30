package io.millrace.view;

/** Something an operator should know. */
public record AlertLine(
        long step, long timeNs, String code, String severity, String strategy, String symbol, double value) {}
