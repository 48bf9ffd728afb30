/** Tests of the venue's messages. */
package io.millrace.venue.binance;
