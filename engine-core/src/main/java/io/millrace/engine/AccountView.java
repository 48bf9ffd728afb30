package io.millrace.engine;

import io.millrace.calendar.TradingCalendar;
import io.millrace.event.Absent;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.BarKind;
import io.millrace.instrument.InstrumentTable;
import io.millrace.instrument.Timeframe;
import io.millrace.order.Order;
import io.millrace.order.OrderState;
import io.millrace.order.OrderTable;
import io.millrace.portfolio.Currencies;
import io.millrace.portfolio.Ledger;
import io.millrace.risk.ProceedsRule;
import io.millrace.risk.RiskView;
import io.millrace.venue.FeeTerms;

/** What the risk gate may read: the ledger, the working orders and the newest prices. */
final class AccountView implements RiskView {
    private static final double LARGEST = 4e18;
    private static final int DAY_SECONDS = 86_400;
    private static final long DAY_NS = DAY_SECONDS * 1_000_000_000L;

    private final Ledger ledger;
    private final OrderTable orders;
    private final Touch touch;
    private final CurrencyDesk currencies;
    private final OutputWriter output;
    private final TradingCalendar[] calendars;
    private final boolean[] daily;
    private final long[] lots;
    private final FeeTerms[] fees;
    private final ProceedsRule proceeds;
    private final GrossExposure exposure;
    private int crossed = Absent.INSTRUMENT;
    private long crossedQuantity;
    private long crossedPrice;
    private long kin;
    private Brackets brackets;
    private TrailingStops trailing;
    private Delistings delistings;
    private final SeriesValues series;
    private final int macro;

    AccountView(
            final Ledger ledger,
            final OrderTable orders,
            final Touch touch,
            final CurrencyDesk currencies,
            final OutputWriter output,
            final InstrumentTable instruments,
            final SeriesValues series,
            final EngineConfig config) {
        this.ledger = ledger;
        this.orders = orders;
        this.touch = touch;
        this.currencies = currencies;
        this.output = output;
        this.calendars = instruments.calendars();
        this.fees = config.fees().terms(config.instruments());
        this.lots = new long[ledger.instrumentCount()];
        for (int i = 0; i < lots.length; i++) {
            lots[i] = Math.max(1, instruments.get(i).lot());
        }
        this.daily = new boolean[config.strategies().size()];
        for (int i = 0; i < daily.length; i++) {
            final Timeframe timeframe = new Timeframe(config.strategies().get(i).timeframeSeconds());
            daily[i] = timeframe.kind() == BarKind.TIME && timeframe.code() >= DAY_SECONDS;
        }
        this.proceeds = config.proceeds();
        this.series = series;
        this.macro = config.series().indexOf(config.risk().guards().macro().series());
        this.exposure = new GrossExposure(ledger, orders, touch, instruments, proceeds);
    }

    /**
     * Until {@link #endCross} the account is seen as if the other side of an internal trade had filled, at one price
     * and without fees.
     */
    void beginCross(final int instrument, final long counterQuantity, final long price) {
        crossed = instrument;
        crossedQuantity = counterQuantity;
        crossedPrice = price;
        exposure.assume(instrument, counterQuantity);
    }

    /** What is made after the view: what protects positions, and names that have gone. */
    void protectedBy(final Brackets attached, final TrailingStops trailed, final Delistings ended) {
        delistings = ended;
        brackets = attached;
        trailing = trailed;
    }

    int instrumentCount() {
        return ledger.instrumentCount();
    }

    /** What is less than a lot cannot be protected. */
    @Override
    public long unprotected(final int strategy, final int instrument) {
        final long position = ledger.position(strategy, instrument);
        long left = Math.abs(position);
        if (left < lots[instrument] || trailing.isHolding(strategy, instrument)) {
            return 0;
        }
        final Side exit = position > 0 ? Side.SELL : Side.BUY;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            final boolean closes = order.strategy() == strategy
                    && order.instrument() == instrument
                    && order.side() == exit
                    && order.isReducing();
            if (closes && (order.stopPrice() != Absent.FIXED || order.isMarketExit())) {
                left -= order.openQuantity();
            }
        }
        return left < lots[instrument] ? 0 : left;
    }

    @Override
    public boolean joinsStop(final int strategy, final int instrument, final long orderId, final long parentOrderId) {
        return trailing.isHolding(strategy, instrument)
                || brackets.stops(orderId)
                || (parentOrderId != 0 && brackets.stops(parentOrderId));
    }

    @Override
    public boolean isDelisted(final int instrument) {
        return delistings.isGone(instrument);
    }

    /** The order at hand belongs to an entry: its other legs are not somebody to trade with. 0 = to none. */
    void judge(final long parentOrderId) {
        kin = parentOrderId;
    }

    void endCross() {
        exposure.assume(crossed, 0);
        crossed = Absent.INSTRUMENT;
    }

    @Override
    public boolean isForeign(final int instrument) {
        return currencies.isForeign(instrument);
    }

    @Override
    public long rateTimeNs(final int instrument) {
        return currencies.hasRate(instrument) ? currencies.rateTimeNs(instrument) : Absent.FIXED;
    }

    @Override
    public long inAccount(final int instrument, final long amount) {
        final Currencies all = ledger.currencies();
        final int currency = all.of(instrument);
        final double estimate = (double) amount * all.numerator(currency) / all.denominator(currency);
        // Near the end of the range nothing is allowed any more, so nothing need be exact.
        return all.isKnown(currency) && estimate < LARGEST
                ? all.toAccount(currency, amount, Rounding.CEILING)
                : Long.MAX_VALUE;
    }

    @Override
    public long inQuote(final int instrument, final long amount) {
        return currencies.inQuote(instrument, amount);
    }

    @Override
    public long exchangeCost(final int instrument, final long amount) {
        return currencies.costOf(instrument, amount);
    }

    @Override
    public long nowNs() {
        return output.step().engineTimeNs();
    }

    @Override
    public long accountEquity() {
        return ledger.totalEquity();
    }

    @Override
    public long accountGrossExposure() {
        return exposure.total();
    }

    @Override
    public long accountClassExposure(final AssetClass assetClass) {
        return exposure.ofClass(assetClass);
    }

    /** @throws IllegalStateException when the exposure kept is not what it is made of */
    void checkConservation() {
        exposure.check();
    }

    @Override
    public long expectedProceeds(final int strategy) {
        if (!proceeds.isOn()) {
            return 0;
        }
        long value = 0;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            final long price = touch.last(order.instrument());
            if (order.strategy() == strategy
                    && order.side() == Side.SELL
                    && order.isMarketExit()
                    && price != Absent.FIXED) {
                final long worth = Fixed.multiply(order.openQuantity(), price);
                final long fee = Fixed.multiplyUp(worth, fees[order.instrument()].takerRate());
                final long net = currencies.inAccount(order.instrument(), worth - fee);
                value = Fixed.add(value, net - currencies.costOf(order.instrument(), net));
            }
        }
        return proceeds.spendable(value);
    }

    @Override
    public long accountNetExposure(final boolean buys) {
        long sum = 0;
        for (int i = 0; i < ledger.instrumentCount(); i++) {
            final long open = buys ? orders.accountOpenBuyQuantity(i) : -orders.accountOpenSellQuantity(i);
            final long quantity = Math.addExact(ledger.totalPosition(i), open);
            if (quantity != 0) {
                final long price = touch.last(i);
                if (price == Absent.FIXED || !currencies.hasRate(i)) {
                    return Absent.FIXED;
                }
                sum = Fixed.add(sum, currencies.inAccount(i, Fixed.multiply(quantity, price)));
            }
        }
        return sum;
    }

    @Override
    public int openOrdersIn(final int instrument) {
        int count = 0;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            count += order.instrument() == instrument && !order.isReducing() ? 1 : 0;
        }
        return count;
    }

    @Override
    public long orderQuantity(final long orderId) {
        final Order order = orders.find(orderId);
        if (order == null) {
            return Absent.FIXED;
        }
        return order.quantity() != 0 ? order.quantity() : Math.addExact(order.filled(), order.openQuantity());
    }

    @Override
    public long childQuantity(final long parentOrderId) {
        return orders.childQuantity(parentOrderId);
    }

    @Override
    public int unknownOrders() {
        int count = 0;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            count += order.state() == OrderState.UNKNOWN ? 1 : 0;
        }
        return count;
    }

    @Override
    public double macroScore() {
        return series.value(macro);
    }

    @Override
    public long macroTimeNs() {
        return series.timeNs(macro);
    }

    @Override
    public long accountHeldExposure() {
        return ledger.totalGrossExposure();
    }

    @Override
    public long equity(final int strategy) {
        return ledger.equity(strategy);
    }

    @Override
    public long deposits(final int strategy) {
        return ledger.deposits(strategy);
    }

    @Override
    public int openPositions(final int strategy) {
        int count = 0;
        for (int i = 0; i < ledger.instrumentCount(); i++) {
            final boolean held = ledger.position(strategy, i) != 0
                    || orders.openBuyQuantity(strategy, i) != 0
                    || orders.openSellQuantity(strategy, i) != 0;
            count += held ? 1 : 0;
        }
        return count;
    }

    @Override
    public boolean decidesDaily(final int strategy) {
        return daily[strategy];
    }

    @Override
    public long bestOpenPrice(final int instrument, final boolean buys) {
        long best = Absent.FIXED;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            if (order.instrument() == instrument
                    && (order.side() == Side.BUY) == buys
                    && isInMarket(order)
                    && !isKin(order)) {
                final long price = reach(order);
                if (best == Absent.FIXED || (buys ? price > best : price < best)) {
                    best = price;
                }
            }
        }
        return best;
    }

    @Override
    public int unknownOrders(final int instrument) {
        int count = 0;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            count += order.instrument() == instrument && order.state() == OrderState.UNKNOWN ? 1 : 0;
        }
        return count;
    }

    private boolean isKin(final Order order) {
        return kin != 0 && order.parentOrderId() == kin;
    }

    private static boolean isInMarket(final Order order) {
        return order.stopPrice() == Absent.FIXED || order.state() == OrderState.TRIGGERED;
    }

    /** What the order may trade at, at worst. */
    private static long reach(final Order order) {
        if (order.limitPrice() != Absent.FIXED) {
            return order.limitPrice();
        }
        return order.side() == Side.BUY ? Long.MAX_VALUE : 0;
    }

    @Override
    public long cash(final int strategy) {
        return ledger.cash(strategy);
    }

    @Override
    public long reservedCash(final int strategy) {
        return orders.reservedCash(strategy);
    }

    @Override
    public long position(final int strategy, final int instrument) {
        return ledger.position(strategy, instrument);
    }

    @Override
    public long openBuyQuantity(final int strategy, final int instrument) {
        return orders.openBuyQuantity(strategy, instrument);
    }

    @Override
    public long openSellQuantity(final int strategy, final int instrument) {
        return orders.openSellQuantity(strategy, instrument);
    }

    @Override
    public long groupQuantity(final int strategy, final int instrument, final Side side, final long ocoGroup) {
        return orders.groupQuantity(strategy, instrument, side, ocoGroup);
    }

    @Override
    public long accountPosition(final int instrument) {
        final long held = ledger.totalPosition(instrument);
        return instrument == crossed ? Math.addExact(held, crossedQuantity) : held;
    }

    @Override
    public long accountOpenBuyQuantity(final int instrument) {
        return orders.accountOpenBuyQuantity(instrument);
    }

    @Override
    public long accountOpenSellQuantity(final int instrument) {
        return orders.accountOpenSellQuantity(instrument);
    }

    @Override
    public int openOrders() {
        return orders.openOrders();
    }

    @Override
    public long lastPrice(final int instrument) {
        return touch.last(instrument);
    }

    @Override
    public long priceTimeNs(final int instrument) {
        return touch.timeNs(instrument);
    }

    @Override
    public long dataDelayNs(final int instrument) {
        return touch.delayNs(instrument);
    }

    @Override
    public long sessionsSince(final int instrument, final long timeNs) {
        final long nowNs = nowNs();
        final int from = (int) Math.floorDiv(timeNs, DAY_NS);
        final int to = (int) Math.floorDiv(nowNs, DAY_NS);
        final TradingCalendar calendar = calendars[instrument];
        if (calendar.isRoundTheClock() || to < from) {
            return (long) to - from;
        }
        // A session lies within one UTC day.
        return (long) calendar.sessionsBetween(from, to)
                - (hasOpened(calendar, from, timeNs) ? 1 : 0)
                - (calendar.isSession(to) && !hasOpened(calendar, to, nowNs) ? 1 : 0);
    }

    private static boolean hasOpened(final TradingCalendar calendar, final int day, final long timeNs) {
        return calendar.isSession(day) && calendar.openOfDayNs(day) <= timeNs;
    }

    @Override
    public long bid(final int instrument) {
        return instrument == crossed ? crossedPrice : touch.bid(instrument);
    }

    @Override
    public long ask(final int instrument) {
        return instrument == crossed ? crossedPrice : touch.ask(instrument);
    }

    @Override
    public long takerFeeRate(final int instrument) {
        return instrument == crossed ? 0 : fees[instrument].takerRate();
    }

    @Override
    public long feePerUnit(final int instrument) {
        return instrument == crossed ? 0 : fees[instrument].perUnit();
    }

    @Override
    public long feeMinimum(final int instrument) {
        return instrument == crossed ? 0 : fees[instrument].minimum();
    }

    @Override
    public boolean inSession(final int instrument) {
        return calendars[instrument].isOpen(nowNs());
    }

    @Override
    public long sessionOpenNs(final int instrument) {
        return calendars[instrument].sessionOpenNs(nowNs());
    }
}
