package io.millrace.settings;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.CorporateAction;
import io.millrace.instrument.Instrument;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import io.millrace.source.QuoteSeries;
import io.millrace.source.SeriesInputs;
import io.millrace.source.TradeSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a reader of a result has to know about the names it was made of: those without data, those whose data ends
 * before the others', a universe in which nothing ever ends, and series that are asked for and not there. Any thread.
 */
public final class UniverseNotices {
    private static final long DAY_NS = 86_400_000_000_000L;
    /** A gap at the end beyond this is no holiday and no missing file of the last week. */
    private static final long ENDED_NS = 15 * DAY_NS;

    private static final long SURVIVORS_NS = 3 * 365 * DAY_NS;
    private static final int SURVIVORS_NAMES = 50;
    private static final int MAX_NAMED = 10;

    private final Map<String, Long> lastNs = new TreeMap<>();
    private final EngineConfig config;
    private final DataSet data;
    private long firstNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;

    public UniverseNotices(EngineConfig config, DataSet data) {
        this.config = config;
        this.data = data;
        for (BarSeries series : data.bars()) {
            if (series.size() > 0) {
                note(series.symbol(), series.openTimeNs(0), series.closeTimeNs(series.size() - 1));
            }
        }
        for (TradeSeries series : data.trades()) {
            if (series.size() > 0) {
                note(series.symbol(), series.timeNs(0), series.timeNs(series.size() - 1));
            }
        }
        for (QuoteSeries series : data.quotes()) {
            if (series.size() > 0) {
                note(series.symbol(), series.timeNs(0), series.timeNs(series.size() - 1));
            }
        }
    }

    /** What can be said before a run. */
    public List<String> beforeRun() {
        List<String> notices = new ArrayList<>();
        Set<String> absent = new HashSet<>();
        Set<String> present = new HashSet<>(SeriesInputs.symbols(data));
        for (StrategyConfig strategy : config.strategies()) {
            List<String> without = new ArrayList<>();
            for (String symbol : strategy.symbols()) {
                if (!present.contains(symbol) && absent.add(symbol)) {
                    without.add(symbol);
                }
            }
            if (!without.isEmpty()) {
                notices.add("no data, so never traded by " + strategy.name() + ": " + few(without));
            }
        }
        List<String> ended = new ArrayList<>();
        for (String symbol : ended()) {
            ended.add(symbol + " (" + date(lastNs.get(symbol)) + ")");
        }
        if (!ended.isEmpty()) {
            notices.add("data ends before the others': " + few(ended));
        } else if (lastNs.size() > SURVIVORS_NAMES && endNs - firstNs > SURVIVORS_NS) {
            notices.add("survivorship: not controlled; none of the " + lastNs.size()
                    + " names ends within the data, so only those that lived to its end are in it");
        }
        for (Instrument instrument : config.instruments()) {
            for (CorporateAction action : instrument.actions()) {
                if (action.isDelisting()) {
                    delisting(instrument, action, notices);
                }
            }
        }
        notices.addAll(SeriesNotices.of(config, data));
        return notices;
    }

    private void delisting(Instrument instrument, CorporateAction action, List<String> notices) {
        String symbol = instrument.symbol();
        long exNs = instrument.exTimeNs(action);
        String what = "the delisting of " + symbol + " on " + LocalDate.ofEpochDay(action.exDay());
        if (exNs > endNs) {
            notices.add(what + " lies after all data, so it is not booked");
        } else if (lastNs.getOrDefault(symbol, exNs) > exNs) {
            notices.add(what + " lies before the end of its data (" + date(lastNs.get(symbol))
                    + "): orders in the rows after it are refused; check the date");
        }
    }

    /**
     * What is to be said after it.
     *
     * @param held symbols with an open position at the end
     */
    public List<String> afterRun(Collection<String> held) {
        List<String> left = new ArrayList<>(ended());
        left.retainAll(held);
        if (left.isEmpty()) {
            return List.of();
        }
        return List.of("held at the end although their data ended before: " + few(left)
                + "; marked at the last price"
                + (left.stream().anyMatch(this::isListed)
                        ? ", which is too good for a delisting: write one into instruments.N.actions (\"2023-03-10"
                                + " delisting\"), and it is closed at a loss of 30 % (NYSE) or 55 % (Nasdaq)"
                        : ""));
    }

    private boolean isListed(String symbol) {
        for (Instrument instrument : config.instruments()) {
            if (instrument.symbol().equals(symbol)) {
                return instrument.assetClass() == AssetClass.EQUITY || instrument.assetClass() == AssetClass.ETF;
            }
        }
        return false;
    }

    /** Names whose rows end well before those of the others. */
    private List<String> ended() {
        List<String> ended = new ArrayList<>();
        lastNs.forEach((symbol, last) -> {
            if (endNs - last > ENDED_NS) {
                ended.add(symbol);
            }
        });
        return ended;
    }

    private void note(String symbol, long first, long last) {
        firstNs = Math.min(firstNs, first);
        endNs = Math.max(endNs, last);
        lastNs.merge(symbol, last, Math::max);
    }

    static String few(List<String> names) {
        return names.size() <= MAX_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MAX_NAMED)) + " and " + (names.size() - MAX_NAMED) + " more";
    }

    private static String date(long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs - 1, 1_000_000_000L))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }
}
