package io.millrace.cli;

import io.millrace.engine.EngineConfig;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.report.Account;
import io.millrace.report.Attribution;
import io.millrace.report.EquityCurve;
import io.millrace.report.Fill;
import io.millrace.report.OpenPosition;
import io.millrace.report.RoundTrip;
import io.millrace.report.RunResult;
import io.millrace.report.TradeLog;
import io.millrace.venue.FeeTerms;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounts what is open at the end of a run as closed at the last price, less the taker fee. An accounting step on the
 * result: the engine decided nothing, so the journal and its hashes are those of the run without it.
 */
final class CloseAtEnd {
    private final EngineConfig config;
    private final RunResult run;
    private final List<OpenPosition> open;
    private final List<Fill> fills;
    private final List<RoundTrip> trips;
    private Attribution attribution;
    private long fees;
    private long turnover;
    private int closed;

    /** @param open what the run holds at its end */
    CloseAtEnd(EngineConfig config, RunResult run, List<OpenPosition> open) {
        this.config = config;
        this.run = run;
        this.open = open;
        this.attribution = run.attribution();
        this.fills = new ArrayList<>(run.trades().fills());
        this.trips = new ArrayList<>(run.trades().roundTrips());
    }

    RunResult apply() {
        if (open.isEmpty()) {
            return run;
        }
        for (OpenPosition position : open) {
            if (position.quantity() > 0) {
                close(position);
            }
        }
        Account before = run.account();
        Account after = new Account(
                before.capital(),
                Fixed.add(before.turnover(), turnover),
                Fixed.add(before.fees(), fees),
                before.slippage(),
                before.openPositions() - closed,
                before.periodsPerYear());
        List<String> notices = new ArrayList<>(run.notices());
        notices.add(closed + " open position(s) accounted as closed at the last price, fee " + Fixed.format(fees)
                + "; the journal holds no such order");
        return new RunResult(
                run.header(),
                after,
                lastPoint(),
                run.prices(),
                new TradeLog(fills, trips),
                run.speed(),
                run.verification(),
                notices,
                attribution);
    }

    /** Since when a symbol is held: the first purchase after it was last flat. It has one sleeve, long or flat. */
    private long heldSince(String symbol) {
        long flatNs = Long.MIN_VALUE;
        for (RoundTrip trip : run.trades().roundTrips()) {
            flatNs = trip.symbol().equals(symbol) ? Math.max(flatNs, trip.exit().timeNs()) : flatNs;
        }
        long sinceNs = Long.MIN_VALUE;
        for (Fill fill : run.trades().fills()) {
            if (!fill.symbol().equals(symbol)) {
                continue;
            }
            boolean over = fill.timeNs() < flatNs || (fill.timeNs() == flatNs && !fill.buy());
            if (over) {
                sinceNs = Long.MIN_VALUE;
            } else if (fill.buy() && sinceNs == Long.MIN_VALUE) {
                sinceNs = fill.timeNs();
            }
        }
        return sinceNs;
    }

    private void close(OpenPosition position) {
        long price = position.price();
        long value = Fixed.multiply(position.quantity(), price);
        FeeTerms terms = terms(position.symbol());
        long entryPrice = Fixed.divide(position.cost(), position.quantity());
        long exitFee = terms.takerOrder(position.quantity(), value);
        long entryFee = terms.takerOrder(position.quantity(), position.cost());
        long timeNs = run.curve().toNs();
        fills.add(new Fill(position.symbol(), timeNs, false, price, position.quantity()));
        trips.add(new RoundTrip(
                position.symbol(),
                true,
                position.quantity(),
                new RoundTrip.Leg(heldSince(position.symbol()), entryPrice),
                new RoundTrip.Leg(timeNs, price),
                entryFee + exitFee,
                value - position.cost() - entryFee - exitFee));
        boolean won = value - position.cost() - entryFee - exitFee > 0;
        attribution = attribution.closing(position.strategy(), exitFee, won);
        fees = Fixed.add(fees, exitFee);
        turnover = Fixed.add(turnover, value);
        closed++;
    }

    private FeeTerms terms(String symbol) {
        for (Instrument instrument : config.instruments()) {
            if (instrument.symbol().equals(symbol)) {
                return config.fees().terms(instrument.assetClass());
            }
        }
        return config.fees().venue();
    }

    private EquityCurve lastPoint() {
        EquityCurve curve = run.curve();
        int size = curve.size();
        long[] timeNs = new long[size];
        long[] equity = new long[size];
        long[] invested = new long[size];
        for (int i = 0; i < size; i++) {
            timeNs[i] = curve.timeNs(i);
            equity[i] = curve.equity(i);
            invested[i] = curve.invested(i);
        }
        equity[size - 1] -= fees;
        invested[size - 1] = 0;
        return new EquityCurve(timeNs, equity, invested);
    }
}
