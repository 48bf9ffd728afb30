/**
 * When markets trade: sessions and holidays as pure functions of time, computed by rule for 1990 to 2100.
 *
 * <p>Ask {@code CalendarRegistry} for a calendar by name and {@code TradingCalendar} for everything else. Built once,
 * immutable after, read from any thread. It must never know an instrument, an order or a bar, and reads no clock.
 */
package io.millrace.calendar;
