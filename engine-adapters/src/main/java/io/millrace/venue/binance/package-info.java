/**
 * Binance spot, market data: what to subscribe to, and messages read without a tree, a text or a float.
 *
 * <p>{@link io.millrace.venue.binance.BinanceDecoder} is the door. Knows JSON and the venue's fields; no socket, no
 * engine, no instrument.
 */
package io.millrace.venue.binance;
