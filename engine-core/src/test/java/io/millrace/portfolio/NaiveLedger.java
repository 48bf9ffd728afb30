package io.millrace.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** FIFO accounting by hand with BigDecimal and one list of lots: slow, obvious, and shares no code with the ledger. */
final class NaiveLedger {
    BigDecimal cash = BigDecimal.ZERO;
    BigDecimal gross = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    final Map<Integer, Holding> holdings = new TreeMap<>();
    final List<String> trips = new ArrayList<>();

    void fill(
            final int instrument,
            final boolean buys,
            final BigDecimal quantity,
            final BigDecimal price,
            final BigDecimal fee,
            final long time) {
        final Holding holding = holdings.computeIfAbsent(instrument, key -> new Holding());
        final BigDecimal value = money(quantity.multiply(price));
        cash = cash.add(buys ? value.negate() : value).subtract(fee);
        fees = fees.add(fee);
        final boolean reduces = !holding.lots.isEmpty() && holding.isLong != buys;
        final BigDecimal closing = reduces ? quantity.min(holding.size()) : BigDecimal.ZERO;
        final BigDecimal closeValue = money(closing.multiply(price));
        final BigDecimal closeFee = money(fee.multiply(closing).divide(quantity, 60, RoundingMode.HALF_EVEN));
        if (closing.signum() > 0) {
            close(instrument, holding, closing, closeValue, closeFee, time);
        }
        if (quantity.compareTo(closing) > 0) {
            open(holding, buys, quantity.subtract(closing), value.subtract(closeValue), fee.subtract(closeFee), time);
        }
    }

    BigDecimal equity() {
        BigDecimal total = cash;
        for (final Holding holding : holdings.values()) {
            total = total.add(holding.value());
        }
        return total;
    }

    private void open(
            final Holding holding,
            final boolean buys,
            final BigDecimal quantity,
            final BigDecimal value,
            final BigDecimal fee,
            final long time) {
        if (holding.lots.isEmpty()) {
            holding.startTrip(buys, time);
        }
        holding.lots.addLast(new BigDecimal[] {quantity, value});
        holding.largest = holding.largest.max(holding.size());
        holding.tripFees = holding.tripFees.add(fee);
        holding.in = holding.in.add(quantity);
        holding.inValue = holding.inValue.add(value);
    }

    private void close(
            final int instrument,
            final Holding holding,
            final BigDecimal closing,
            final BigDecimal value,
            final BigDecimal fee,
            final long time) {
        BigDecimal left = closing;
        BigDecimal paid = BigDecimal.ZERO;
        while (left.signum() > 0) {
            final BigDecimal[] lot = holding.lots.peekFirst();
            final BigDecimal taken = left.min(lot[0]);
            final BigDecimal share = money(lot[1].multiply(taken).divide(lot[0], 60, RoundingMode.HALF_EVEN));
            paid = paid.add(share);
            lot[0] = lot[0].subtract(taken);
            lot[1] = lot[1].subtract(share);
            left = left.subtract(taken);
            if (lot[0].signum() == 0) {
                holding.lots.removeFirst();
            }
        }
        final BigDecimal profit = holding.isLong ? value.subtract(paid) : paid.subtract(value);
        gross = gross.add(profit);
        holding.tripGross = holding.tripGross.add(profit);
        holding.tripFees = holding.tripFees.add(fee);
        holding.out = holding.out.add(closing);
        holding.outValue = holding.outValue.add(value);
        if (holding.lots.isEmpty()) {
            trips.add(trip(
                    instrument,
                    holding.isLong ? "BUY" : "SELL",
                    holding.entryTime,
                    time,
                    holding.largest,
                    holding.inValue.divide(holding.in, 8, RoundingMode.HALF_EVEN),
                    holding.outValue.divide(holding.out, 8, RoundingMode.HALF_EVEN),
                    holding.tripGross.subtract(holding.tripFees),
                    holding.tripFees));
        }
    }

    static String trip(
            final int instrument,
            final String side,
            final long entryTime,
            final long exitTime,
            final BigDecimal quantity,
            final BigDecimal entryPrice,
            final BigDecimal exitPrice,
            final BigDecimal pnl,
            final BigDecimal fees) {
        final StringBuilder text = new StringBuilder(instrument + " " + side + " " + entryTime + "-" + exitTime);
        for (final BigDecimal number : List.of(quantity, entryPrice, exitPrice, pnl, fees)) {
            text.append(' ').append(number.setScale(8, RoundingMode.UNNECESSARY).toPlainString());
        }
        return text.toString();
    }

    static BigDecimal money(final BigDecimal exact) {
        return exact.setScale(8, RoundingMode.HALF_EVEN);
    }

    /** One instrument's lots, oldest first, and its trip so far. */
    static final class Holding {
        final Deque<BigDecimal[]> lots = new ArrayDeque<>();
        boolean isLong;
        BigDecimal mark = BigDecimal.ZERO;
        long entryTime;
        BigDecimal largest;
        BigDecimal tripGross;
        BigDecimal tripFees;
        BigDecimal in;
        BigDecimal inValue;
        BigDecimal out;
        BigDecimal outValue;

        BigDecimal size() {
            return lots.stream().map(lot -> lot[0]).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal signed() {
            return isLong ? size() : size().negate();
        }

        BigDecimal cost() {
            final BigDecimal sum = lots.stream().map(lot -> lot[1]).reduce(BigDecimal.ZERO, BigDecimal::add);
            return isLong ? sum : sum.negate();
        }

        BigDecimal value() {
            return money(signed().multiply(mark));
        }

        private void startTrip(final boolean buys, final long time) {
            isLong = buys;
            entryTime = time;
            largest = BigDecimal.ZERO;
            tripGross = BigDecimal.ZERO;
            tripFees = BigDecimal.ZERO;
            in = BigDecimal.ZERO;
            inValue = BigDecimal.ZERO;
            out = BigDecimal.ZERO;
            outValue = BigDecimal.ZERO;
        }
    }
}
