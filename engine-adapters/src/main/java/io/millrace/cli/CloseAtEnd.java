package io.millrace.cli;

import io.millrace.engine.EngineConfig;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.report.Account;
import io.millrace.report.Attribution;
import io.millrace.report.EquityCurve;
import io.millrace.report.Fill;
import io.millrace.report.PriceSeries;
import io.millrace.report.RoundTrip;
import io.millrace.report.RunResult;
import io.millrace.report.TradeLog;
import io.millrace.venue.FeeTerms;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounts what is open at the end of a run as closed at the last close, less the taker fee. An accounting step on the
 * result: the engine decided nothing, so the journal and its hashes are those of the run without it.
 */
final class CloseAtEnd {
    private final EngineConfig config;
    private final RunResult run;
    private final List<Fill> fills;
    private final List<RoundTrip> trips;
    private Attribution attribution;
    private long fees;
    private long turnover;
    private int closed;

    CloseAtEnd(EngineConfig config, RunResult run) {
        this.config = config;
        this.run = run;
        this.attribution = run.attribution();
        this.fills = new ArrayList<>(run.trades().fills());
        this.trips = new ArrayList<>(run.trades().roundTrips());
    }

    RunResult apply() {
        if (run.account().openPositions() == 0) {
            return run;
        }
        for (PriceSeries prices : run.prices()) {
            Holding holding = holding(prices.symbol());
            if (holding.quantity > 0) {
                close(prices, holding);
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
        notices.add(closed + " open position(s) accounted as closed at the last close, fee " + Fixed.format(fees)
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

    /** What the fills of a symbol left open; a symbol has one sleeve here, and sleeves are long or flat. */
    private Holding holding(String symbol) {
        Holding holding = new Holding();
        for (Fill fill : run.trades().fills()) {
            if (fill.symbol().equals(symbol)) {
                holding.add(fill);
            }
        }
        return holding;
    }

    private void close(PriceSeries prices, Holding holding) {
        long price = Fixed.fromDouble(prices.close(prices.size() - 1));
        long value = Fixed.multiply(holding.quantity, price);
        FeeTerms terms = terms(prices.symbol());
        long entryPrice = Fixed.divide(holding.cost, holding.quantity);
        long exitFee = terms.takerOrder(holding.quantity, value);
        long entryFee = terms.takerOrder(holding.quantity, holding.cost);
        long timeNs = run.curve().toNs();
        fills.add(new Fill(prices.symbol(), timeNs, false, price, holding.quantity));
        trips.add(new RoundTrip(
                prices.symbol(),
                true,
                holding.quantity,
                new RoundTrip.Leg(holding.sinceNs, entryPrice),
                new RoundTrip.Leg(timeNs, price),
                entryFee + exitFee,
                value - holding.cost - entryFee - exitFee));
        boolean won = value - holding.cost - entryFee - exitFee > 0;
        attribution = attribution.closing(model(prices.symbol()), exitFee, won);
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

    /** The strategy that trades a symbol; the first, if there are several. */
    private int model(String symbol) {
        int model = 0;
        while (!config.strategies().get(model).symbols().contains(symbol)) {
            model++;
        }
        return model;
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

    /** A long position as its fills made it; the cost falls in proportion when it is reduced. */
    private static final class Holding {
        private long quantity;
        private long cost;
        private long sinceNs;

        void add(Fill fill) {
            if (fill.buy()) {
                sinceNs = quantity == 0 ? fill.timeNs() : sinceNs;
                quantity += fill.quantity();
                cost = Fixed.add(cost, Fixed.multiply(fill.quantity(), fill.price()));
                return;
            }
            long left = quantity - fill.quantity();
            cost = left <= 0 ? 0 : Fixed.multiply(cost, Fixed.divide(left, quantity));
            quantity = Math.max(left, 0);
        }
    }
}
