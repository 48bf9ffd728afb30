package io.millrace.view;

/**
 * What one symbol has brought, over all strategies.
 *
 * @param value of what is held now
 * @param pnl after fees, of all fills together with what is held at the newest mark
 */
public record SymbolLine(String symbol, long quantity, long value, long pnl, long fees, long trades) {}
