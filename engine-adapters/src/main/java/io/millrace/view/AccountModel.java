package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.Holdings;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.ChargeDecoder;
import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.RoundTripDecoder;
import io.millrace.event.codec.TransferDecoder;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/** Equity, cash, profit and positions, by strategy and together. Owned by the replica's lock. */
final class AccountModel implements Stateful {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final Names names;
    private final Holdings holdings;
    private final Sleeve[] sleeves;
    private final long[] quantity;
    private final long[] price;
    private long unassigned;
    private long equity;
    private long peak;
    private long day = Long.MIN_VALUE;
    private long dayStartEquity;
    private long timeNs;
    private long markedNs;

    /** One strategy's figures. */
    private static final class Sleeve implements Stateful {
        private long capital;
        private long equity;
        private long cash;
        private long realised;
        private long fees;
        private long peak;
        private long trades;
        private long wins;

        private double drawdown() {
            return AccountModel.drawdown(equity, peak);
        }

        @Override
        public void writeState(StateSink sink) {
            sink.putLong(capital);
            sink.putLong(equity);
            sink.putLong(cash);
            sink.putLong(realised);
            sink.putLong(fees);
            sink.putLong(peak);
            sink.putLong(trades);
            sink.putLong(wins);
        }

        @Override
        public void readState(StateSource source) {
            capital = source.getLong();
            equity = source.getLong();
            cash = source.getLong();
            realised = source.getLong();
            fees = source.getLong();
            peak = source.getLong();
            trades = source.getLong();
            wins = source.getLong();
        }
    }

    AccountModel(EngineConfig config, Names names) {
        this.names = names;
        holdings = Holdings.of(config);
        quantity = new long[holdings.size()];
        price = new long[holdings.size()];
        sleeves = new Sleeve[config.strategies().size()];
        unassigned = config.startingCapital();
        for (int i = 0; i < sleeves.length; i++) {
            Sleeve sleeve = new Sleeve();
            sleeve.capital = config.strategies().get(i).capital();
            sleeve.equity = sleeve.capital;
            sleeve.cash = sleeve.capital;
            sleeve.peak = sleeve.capital;
            unassigned -= sleeve.capital;
            sleeves[i] = sleeve;
        }
        equity = config.startingCapital();
        peak = equity;
        dayStartEquity = equity;
    }

    /** A step begins: a new UTC day takes the equity so far as its start. */
    void onTime(long newNs) {
        timeNs = newNs;
        long newDay = Math.floorDiv(timeNs, DAY_NS);
        if (newDay != day) {
            day = newDay;
            dayStartEquity = equity;
        }
    }

    void onMark(MarkDecoder mark) {
        Sleeve sleeve = sleeves[mark.strategy()];
        markedNs = timeNs;
        equity += mark.equity() - sleeve.equity;
        sleeve.equity = mark.equity();
        sleeve.cash = mark.cash();
        sleeve.realised = mark.realisedPnl();
        sleeve.fees = mark.fees();
        sleeve.peak = Math.max(sleeve.peak, sleeve.equity);
        peak = Math.max(peak, equity);
        int place = holdings.place(mark.strategy(), (int) mark.instrument());
        if (place >= 0) {
            quantity[place] = mark.position();
            price[place] = mark.price();
        }
    }

    void onCharge(ChargeDecoder charge) {
        Sleeve sleeve = sleeves[charge.strategy()];
        sleeve.equity -= charge.amount();
        sleeve.cash -= charge.amount();
        sleeve.realised -= charge.amount();
        sleeve.fees += charge.amount();
        equity -= charge.amount();
    }

    void onTransfer(TransferDecoder transfer) {
        move(transfer.fromSleeve(), -transfer.amount());
        move(transfer.toSleeve(), transfer.amount());
    }

    void onRoundTrip(RoundTripDecoder trip) {
        Sleeve sleeve = sleeves[trip.strategy()];
        sleeve.trades++;
        sleeve.wins += trip.pnl() > 0 ? 1 : 0;
    }

    long equity() {
        return equity;
    }

    /** Of all strategies, since the journal began. */
    long fees() {
        long all = 0;
        for (Sleeve sleeve : sleeves) {
            all += sleeve.fees;
        }
        return all;
    }

    AccountFigures figures(long step, long nowNs, RiskModel risk) {
        long cash = unassigned;
        long realised = 0;
        long unrealised = 0;
        long fees = 0;
        List<ModelFigures> models = new ArrayList<>();
        for (int i = 0; i < sleeves.length; i++) {
            Sleeve sleeve = sleeves[i];
            long open = sleeve.equity - sleeve.capital - sleeve.realised;
            cash += sleeve.cash;
            realised += sleeve.realised;
            unrealised += open;
            fees += sleeve.fees;
            models.add(new ModelFigures(
                    i,
                    names.strategy(i),
                    sleeve.capital,
                    sleeve.equity,
                    sleeve.cash,
                    sleeve.realised,
                    open,
                    sleeve.fees,
                    sleeve.trades,
                    sleeve.wins,
                    sleeve.drawdown(),
                    risk.isPaused(i, nowNs)));
        }
        return new AccountFigures(
                step,
                nowNs,
                markedNs,
                equity,
                cash,
                peak,
                drawdown(equity, peak),
                equity - dayStartEquity,
                realised,
                unrealised,
                fees,
                risk.standing(),
                models);
    }

    List<PositionLine> positions() {
        List<PositionLine> lines = new ArrayList<>();
        for (int i = 0; i < quantity.length; i++) {
            if (quantity[i] != 0) {
                int sleeve = holdings.strategy(i);
                lines.add(new PositionLine(
                        sleeve,
                        names.strategy(sleeve),
                        holdings.symbol(i),
                        quantity[i],
                        price[i],
                        Fixed.multiply(quantity[i], price[i])));
            }
        }
        return lines;
    }

    private void move(int sleeve, long amount) {
        if (sleeve == Absent.STRATEGY) {
            unassigned += amount;
            return;
        }
        sleeves[sleeve].capital += amount;
        sleeves[sleeve].equity += amount;
        sleeves[sleeve].cash += amount;
        // Moved cash is neither a profit nor a loss.
        sleeves[sleeve].peak = Math.max(sleeves[sleeve].peak + amount, sleeves[sleeve].equity);
    }

    private static double drawdown(long equity, long peak) {
        return peak <= 0 ? 0 : Math.max(0, 1 - (double) equity / peak);
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(sleeves.length);
        for (Sleeve sleeve : sleeves) {
            sleeve.writeState(sink);
        }
        sink.putLong(quantity.length);
        for (int i = 0; i < quantity.length; i++) {
            sink.putLong(quantity[i]);
            sink.putLong(price[i]);
        }
        sink.putLong(unassigned);
        sink.putLong(equity);
        sink.putLong(peak);
        sink.putLong(day);
        sink.putLong(dayStartEquity);
        sink.putLong(timeNs);
        sink.putLong(markedNs);
    }

    @Override
    public void readState(StateSource source) {
        source.expect("AccountModel.sleeves", sleeves.length);
        for (Sleeve sleeve : sleeves) {
            sleeve.readState(source);
        }
        source.expect("AccountModel.holdings", quantity.length);
        for (int i = 0; i < quantity.length; i++) {
            quantity[i] = source.getLong();
            price[i] = source.getLong();
        }
        unassigned = source.getLong();
        equity = source.getLong();
        peak = source.getLong();
        day = source.getLong();
        dayStartEquity = source.getLong();
        timeNs = source.getLong();
        markedNs = source.getLong();
    }
}
