package io.millrace.settings;

import io.millrace.calendar.TradingCalendar;
import io.millrace.config.ConfigException;
import io.millrace.engine.EngineConfig;
import io.millrace.instrument.Instrument;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the daily bars of an instrument with sessions their times: files stamp them with a date, which is read as
 * midnight UTC; the bar is its session, known at the session's close. Any thread.
 */
public final class SessionStamps {
    private static final int DAY_SECONDS = 86_400;
    private static final int MAX_NAMED = 5;

    private SessionStamps() {}

    /**
     * The data with daily bars from the open of their session to its close. Bars of other lengths, bars that have a
     * time of day, and instruments that trade around the clock stay as they are. As no times change after this, series
     * that close together are put side by side here ({@link BarSeries#sideBySide}).
     *
     * @throws ConfigException naming bars of days on which the calendar has no session
     */
    public static DataSet apply(DataSet data, EngineConfig config) {
        List<String> violations = new ArrayList<>();
        List<BarSeries> bars = new ArrayList<>();
        for (BarSeries series : data.bars()) {
            Instrument instrument = instrument(config, series.symbol());
            boolean dated = instrument != null
                    && !instrument.tradingCalendar().isRoundTheClock()
                    && series.timeframeSeconds() == DAY_SECONDS;
            bars.add(dated ? stamped(series, instrument.tradingCalendar(), violations) : series);
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
        return data.withBars(BarSeries.sideBySide(bars));
    }

    private static Instrument instrument(EngineConfig config, String symbol) {
        for (Instrument instrument : config.instruments()) {
            if (instrument.symbol().equals(symbol)) {
                return instrument;
            }
        }
        return null;
    }

    private static BarSeries stamped(BarSeries series, TradingCalendar calendar, List<String> violations) {
        long[] opens = new long[series.size()];
        long[] closes = new long[series.size()];
        int strangers = 0;
        for (int row = 0; row < opens.length; row++) {
            opens[row] = series.openTimeNs(row);
            closes[row] = series.closeTimeNs(row);
            if (opens[row] % TradingCalendar.DAY_NS != 0) {
                continue;
            }
            int day = TradingCalendar.dayOf(opens[row]);
            String reason = closedBecause(calendar, day);
            if (reason.isEmpty()) {
                opens[row] = calendar.openOfDayNs(day);
                closes[row] = calendar.closeOfDayNs(day);
            } else if (++strangers <= MAX_NAMED) {
                violations.add("the data has a daily bar of " + series.symbol() + " on " + LocalDate.ofEpochDay(day)
                        + ", on which its calendar " + calendar.name() + " has no session (" + reason
                        + "); leave the row out, or set calendar 24x7");
            }
        }
        if (strangers > MAX_NAMED) {
            violations.add("and " + (strangers - MAX_NAMED) + " more daily bars of " + series.symbol()
                    + " on days without a session");
        }
        return series.at(opens, closes);
    }

    private static String closedBecause(TradingCalendar calendar, int day) {
        try {
            return calendar.closedBecause(day);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
