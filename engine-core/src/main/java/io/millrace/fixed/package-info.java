/**
 * Exact decimal numbers for prices, quantities and money.
 *
 * <p>Call it from anywhere; it knows nothing but numbers and text.
 */
package io.millrace.fixed;
