/**
 * From the engine's orders to a venue's words: its names of instruments and the digits it takes.
 *
 * <p>Venue gateways look an instrument up in {@link io.millrace.route.VenueSymbols} and let its
 * {@link io.millrace.route.VenueSymbol} round and write every number they send. It must never know how a venue is
 * reached, nor decide whether an order may leave.
 */
package io.millrace.route;
