package io.millrace.proof;

import io.millrace.calendar.TradingCalendar;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.instrument.BarKind;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.Timeframe;
import java.util.Arrays;
import java.util.List;

/**
 * What look-ahead is in the data itself, where no cut can show it: bars handed out early or in another time zone,
 * values without a time of publication, a universe of survivors, parameters fitted on the range under test.
 */
final class DataAudit {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long THREE_YEARS_NS = 1_096 * DAY_NS;
    private static final int WIDE_UNIVERSE = 50;
    private static final long DEAD_NS = 30 * DAY_NS;
    private static final long SLOW_SERIES_NS = 20 * DAY_NS;
    private static final int MAX_OUTSIDE_PERCENT = 5;

    private final ProofSubject subject;
    private final InputTape tape;
    private final List<Instrument> instruments;
    private final long[] lastNs;
    private final long[] sessionBars;
    private final long[] outsideBars;
    private long firstNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;
    private int earlyBar = -1;
    private long earlyBars;

    DataAudit(final ProofSubject subject, final InputTape tape) {
        this.subject = subject;
        this.tape = tape;
        this.instruments = subject.config().instruments();
        lastNs = new long[instruments.size()];
        sessionBars = new long[instruments.size()];
        outsideBars = new long[instruments.size()];
        Arrays.fill(lastNs, Long.MIN_VALUE);
    }

    void run(final List<Finding> findings, final List<String> notes) {
        for (int i = 0; i < tape.size(); i++) {
            final int template = tape.template(i);
            final boolean market = template == BarDecoder.TEMPLATE_ID
                    || template == TradeDecoder.TEMPLATE_ID
                    || template == QuoteDecoder.TEMPLATE_ID;
            final int instrument = tape.instrument(i);
            if (market && instrument >= 0 && instrument < lastNs.length) {
                firstNs = Math.min(firstNs, tape.eventTimeNs(i));
                endNs = Math.max(endNs, tape.eventTimeNs(i));
                lastNs[instrument] = Math.max(lastNs[instrument], tape.eventTimeNs(i));
                if (template == BarDecoder.TEMPLATE_ID) {
                    bar(i, instruments.get(instrument));
                }
            }
        }
        bars(findings);
        survivors(findings, notes);
        publication(findings);
        fitted(findings);
    }

    private void bar(final int row, final Instrument instrument) {
        final int code = tape.intAt(row, BarDecoder.timeframeSecondsEncodingOffset());
        if (code <= 0 || new Timeframe(code).kind() != BarKind.TIME) {
            return;
        }
        final long openNs = tape.longAt(row, BarDecoder.openTimeEncodingOffset());
        final TradingCalendar calendar = instrument.tradingCalendar();
        long completeNs = openNs + new Timeframe(code).nanos();
        // Outside the years that a calendar knows, nothing is said about its sessions.
        if (!calendar.isRoundTheClock() && calendar.sessionCloseNs(openNs) != TradingCalendar.NEVER) {
            completeNs = Math.min(completeNs, calendar.sessionCloseNs(openNs));
            final boolean intraday = new Timeframe(code).nanos() < DAY_NS;
            sessionBars[instrument.id()] += intraday ? 1 : 0;
            outsideBars[instrument.id()] += intraday && !calendar.isOpen(openNs) ? 1 : 0;
        }
        if (Math.min(tape.eventTimeNs(row), tape.receiveTimeNs(row)) < completeNs) {
            earlyBar = earlyBars == 0 ? row : earlyBar;
            earlyBars++;
        }
    }

    private void bars(final List<Finding> findings) {
        if (earlyBars > 0) {
            findings.add(Finding.of(
                    FindingKind.EARLY_BAR,
                    earlyBars + " bars, the first being input " + (earlyBar + 1) + ", which opens at "
                            + Times.iso(tape.longAt(earlyBar, BarDecoder.openTimeEncodingOffset()))
                            + " and is handed out at " + Times.iso(tape.eventTimeNs(earlyBar))
                            + "; expected its close: say which end its stamp names (--stamp)"));
        }
        for (int i = 0; i < sessionBars.length; i++) {
            if (outsideBars[i] * 100 > sessionBars[i] * MAX_OUTSIDE_PERCENT) {
                final Instrument instrument = instruments.get(i);
                findings.add(Finding.of(
                        FindingKind.OUTSIDE_SESSION,
                        outsideBars[i] + " of " + sessionBars[i] + " bars of " + instrument.symbol()
                                + " open while its calendar " + instrument.calendar()
                                + " is closed; expected UTC: convert the stamps, or set another calendar"));
            }
        }
    }

    private void survivors(final List<Finding> findings, final List<String> notes) {
        int present = 0;
        int dead = 0;
        for (final long last : lastNs) {
            present += last == Long.MIN_VALUE ? 0 : 1;
            dead += last != Long.MIN_VALUE && last < endNs - DEAD_NS ? 1 : 0;
        }
        final boolean judged = present > WIDE_UNIVERSE && endNs - firstNs > THREE_YEARS_NS;
        if (judged && dead == 0) {
            findings.add(Finding.of(
                    FindingKind.SURVIVORS,
                    "survivorship: not controlled: " + present + " symbols from " + Times.iso(firstNs) + " to "
                            + Times.iso(endNs) + " and none of them ends; expected the delisted ones too"));
        } else if (!judged && present > 1) {
            notes.add("survivorship: not judged; " + present
                    + " symbols chosen by hand may be survivors (judged above 50 symbols and three years)");
        }
    }

    /** By series: values of weeks or months that are all known the moment that their period ends. */
    private void publication(final List<Finding> findings) {
        for (int series = 0; series < subject.config().series().size(); series++) {
            long previousNs = Long.MIN_VALUE;
            long values = 0;
            long slow = 0;
            long immediate = 0;
            for (int i = 0; i < tape.size(); i++) {
                if (tape.template(i) == ObservationDecoder.TEMPLATE_ID
                        && tape.intAt(i, ObservationDecoder.seriesEncodingOffset()) == series) {
                    final long ofNs = tape.longAt(i, ObservationDecoder.observedTimeEncodingOffset());
                    values++;
                    slow += previousNs != Long.MIN_VALUE && ofNs - previousNs >= SLOW_SERIES_NS ? 1 : 0;
                    immediate += tape.eventTimeNs(i) - ofNs < DAY_NS ? 1 : 0;
                    previousNs = ofNs;
                }
            }
            if (values > 1 && slow * 2 >= values - 1 && immediate == values) {
                findings.add(Finding.of(
                        FindingKind.UNPUBLISHED,
                        "all " + values + " values of series "
                                + subject.config().series().get(series)
                                + " are known within a day of the period they are of, which lasts weeks; expected the"
                                + " time of publication, and a restated value as a value of its own"));
            }
        }
    }

    private void fitted(final List<Finding> findings) {
        final FittedRange range = subject.fitted();
        if (range != null && firstNs <= endNs && range.overlaps(firstNs, endNs)) {
            findings.add(Finding.of(
                    FindingKind.FITTED_ON_TEST,
                    "the parameters were fitted on " + Times.iso(range.fromNs()) + " to " + Times.iso(range.toNs())
                            + ", the test runs from " + Times.iso(firstNs) + " to " + Times.iso(endNs)
                            + "; expected ranges that do not overlap"));
        }
    }
}
