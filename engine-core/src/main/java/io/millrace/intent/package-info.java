/**
 * What a strategy may ask for. An intent is a wish: it knows neither risk, nor orders, nor venues.
 */
package io.millrace.intent;
