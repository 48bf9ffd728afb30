package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;

/**
 * The order under examination: a copy of the intent, what follows from it, and the size that scaling leaves of it.
 *
 * <p>Reused. Prices, quantities and money at 1e-8. When it is not {@link #wellFormed}, only the copied fields mean
 * anything.
 */
final class Candidate {
    final OrderIntent intent = new OrderIntent();
    long orderId;
    OrderOrigin origin;
    Instrument instrument;
    boolean wellFormed;

    /** Not null when the instrument's currency is not the account's: it has the rate. */
    private RiskView foreign;

    /** True when the position only comes nearer to zero even if all open orders on this side fill. */
    boolean reducing;

    /** How much of the position no open order on this side would close yet. */
    long closable;

    /** Middle of an uncrossed quote, else the last price; {@code Absent.FIXED} when there is neither. */
    long marketPrice;

    /** The limit; of a stop its trigger; of a market order the touch it takes, or the market price. */
    long price;

    /** The dearer of price and market: what a unit of the order is valued at. */
    long valuePrice;

    void load(
            final OrderIntent from,
            final long id,
            final OrderOrigin asker,
            final InstrumentTable instruments,
            final int strategyCount) {
        copy(from);
        orderId = id;
        origin = asker;
        reducing = false;
        closable = 0;
        foreign = null;
        marketPrice = Absent.FIXED;
        price = Absent.FIXED;
        valuePrice = Absent.FIXED;
        wellFormed = id > 0
                && intent.strategy >= 0
                && intent.strategy < strategyCount
                && instruments.contains(intent.instrument)
                && isShapeSound();
        instrument = wellFormed ? instruments.get(intent.instrument) : null;
    }

    /** Derives prices and direction; only when well formed. */
    void derive(final RiskView view) {
        foreign = view.isForeign(intent.instrument) ? view : null;
        final long bid = view.bid(intent.instrument);
        final long ask = view.ask(intent.instrument);
        final long last = view.lastPrice(intent.instrument);
        final boolean quoted = bid > 0 && bid <= ask;
        if (quoted) {
            marketPrice = bid + (ask - bid) / 2;
        } else if (last > 0) {
            marketPrice = last;
        }
        if (hasLimit(intent.type)) {
            price = intent.limitPrice;
        } else if (hasStop(intent.type)) {
            price = intent.stopPrice;
        } else if (quoted) {
            price = isBuy() ? ask : bid;
        } else {
            price = marketPrice;
        }
        valuePrice = Math.max(price, marketPrice);
        deriveDirection(view);
    }

    /** True when the order brings its own stop, or one that is there protects what it fills too. */
    boolean hasStop(final RiskView view) {
        return intent.attachedStop != Absent.FIXED
                || intent.isTrailed()
                || view.joinsStop(intent.strategy, intent.instrument, orderId, intent.parentOrderId);
    }

    boolean isBuy() {
        return intent.side == Side.BUY;
    }

    /** Value of the order at worst, in the account's currency; cash orders are worth their cash. */
    long value() {
        return intent.cashQuantity != 0 ? inAccount(intent.cashQuantity) : valueOf(intent.quantity);
    }

    /** {@code Long.MAX_VALUE} when the price is not known, so that no limit holds. */
    long valueOf(final long quantity) {
        return valuePrice > 0 ? inAccount(Saturating.multiply(quantity, valuePrice)) : Saturating.MAX;
    }

    /** Quantity to count while the order is open. */
    long exposureQuantity() {
        if (intent.cashQuantity == 0) {
            return intent.quantity;
        }
        return price > 0 ? Saturating.divideUp(intent.cashQuantity, price) : Saturating.MAX;
    }

    /** Cash a buy needs at worst, taker fee and exchange included, in the account's currency. */
    long cashNeeded(final RiskView view) {
        final long needed = quoteCashNeeded(view);
        if (foreign == null || needed == Saturating.MAX) {
            return needed;
        }
        final long account = inAccount(needed);
        return account == Saturating.MAX
                ? account
                : Saturating.add(account, view.exchangeCost(intent.instrument, account));
    }

    private long quoteCashNeeded(final RiskView view) {
        if (intent.cashQuantity != 0) {
            return intent.cashQuantity;
        }
        final long fee = view.takerFeeRate(intent.instrument);
        if (price <= 0 || fee < 0) {
            return Saturating.MAX;
        }
        final long value = Saturating.multiplyUp(intent.quantity, price);
        final long units = Saturating.multiplyUp(intent.quantity, view.feePerUnit(intent.instrument));
        final long fees = Saturating.add(Saturating.multiplyUp(value, fee), units);
        return Saturating.add(value, Math.max(fees, view.feeMinimum(intent.instrument)));
    }

    /**
     * The account's net exposure in the direction of the order if all open orders on its side fill; without the order.
     */
    long accountQuantityBefore(final RiskView view) {
        final long position = view.accountPosition(intent.instrument);
        return isBuy()
                ? Saturating.add(position, view.accountOpenBuyQuantity(intent.instrument))
                : Saturating.subtract(view.accountOpenSellQuantity(intent.instrument), position);
    }

    /** {@link #accountQuantityBefore} in money; negative when it lies on the other side. */
    long accountValueBefore(final RiskView view) {
        final long quantity = accountQuantityBefore(view);
        return quantity < 0 ? -valueOf(-Math.max(quantity, -Saturating.MAX)) : valueOf(quantity);
    }

    /**
     * Makes the order worth at most so much of the account's currency, in whole lots; false when that is less than the
     * instrument takes.
     */
    boolean shrinkTo(final long accountAllowed) {
        final long allowed = foreign == null || accountAllowed <= 0
                ? accountAllowed
                : foreign.inQuote(intent.instrument, accountAllowed);
        if (allowed <= 0 || valuePrice <= 0) {
            return false;
        }
        if (intent.cashQuantity != 0) {
            intent.cashQuantity = Math.min(intent.cashQuantity, allowed);
            return intent.cashQuantity >= instrument.minNotional();
        }
        final long fitting = Math.min(intent.quantity, Saturating.divideDown(allowed, valuePrice));
        return take(instrument.floorToLot(fitting));
    }

    /** Cuts the order to a fraction of its size, in whole lots; false when that is less than the instrument takes. */
    boolean cutTo(final long fraction) {
        if (intent.cashQuantity != 0) {
            intent.cashQuantity = Fixed.multiplyDown(intent.cashQuantity, fraction);
            return intent.cashQuantity > 0 && intent.cashQuantity >= instrument.minNotional();
        }
        return take(instrument.floorToLot(Fixed.multiplyDown(intent.quantity, fraction)));
    }

    /** Whether the instrument takes nothing smaller; unknown prices make it no. */
    boolean isSmallest() {
        final long smallest = smallest();
        return intent.cashQuantity == 0
                ? intent.quantity <= smallest
                : price > 0 && intent.cashQuantity <= Saturating.multiplyUp(smallest, price);
    }

    /** Cuts the order to the smallest size the instrument takes; false when that cannot be said. */
    boolean shrinkToSmallest() {
        final long smallest = smallest();
        if (intent.cashQuantity == 0) {
            return take(smallest);
        }
        if (price <= 0) {
            return false;
        }
        intent.cashQuantity = Math.min(intent.cashQuantity, Saturating.multiplyUp(smallest, price));
        return intent.cashQuantity > 0 && intent.cashQuantity >= instrument.minNotional();
    }

    /** The least number of whole lots that is neither too few nor worth too little. */
    private long smallest() {
        final long worth = price > 0 ? Saturating.divideUp(instrument.minNotional(), price) : 0;
        final long least = Math.max(instrument.lot(), Math.max(instrument.minQuantity(), worth));
        final long whole = instrument.floorToLot(least);
        return whole == least ? whole : Saturating.add(whole, instrument.lot());
    }

    private boolean take(final long quantity) {
        if (quantity <= 0 || quantity < instrument.minQuantity() || isBelowMinNotional(quantity)) {
            return false;
        }
        intent.quantity = quantity;
        return true;
    }

    boolean isBelowMinNotional(final long quantity) {
        return price > 0 && Saturating.multiply(quantity, price) < instrument.minNotional();
    }

    private long inAccount(final long amount) {
        return foreign == null || amount == Saturating.MAX ? amount : foreign.inAccount(intent.instrument, amount);
    }

    static boolean hasLimit(final OrderType type) {
        return type == OrderType.LIMIT || type == OrderType.POST_ONLY || type == OrderType.STOP_LIMIT;
    }

    static boolean hasStop(final OrderType type) {
        return type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    }

    private void deriveDirection(final RiskView view) {
        final long position = view.position(intent.strategy, intent.instrument);
        final long held = isBuy() ? Saturating.subtract(0, Math.min(position, 0)) : Math.max(position, 0);
        final long open = isBuy()
                ? view.openBuyQuantity(intent.strategy, intent.instrument)
                : view.openSellQuantity(intent.strategy, intent.instrument);
        final long group = view.groupQuantity(intent.strategy, intent.instrument, intent.side, intent.ocoGroup);
        final long others = open - group;
        closable = Math.max(0, held - others);
        reducing = intent.quantity > 0 && Math.max(group, intent.quantity) <= closable;
    }

    private boolean isShapeSound() {
        final boolean known = (intent.side == Side.BUY || intent.side == Side.SELL)
                && intent.type != null
                && intent.type != OrderType.NULL_VAL
                && intent.timeInForce != null
                && intent.timeInForce != TimeInForce.NULL_VAL;
        return known && isSizeSound() && arePricesSound() && intent.ocoGroup >= 0 && intent.parentOrderId >= 0;
    }

    private boolean isSizeSound() {
        if (intent.cashQuantity == 0) {
            return intent.quantity > 0;
        }
        return intent.cashQuantity > 0
                && intent.quantity == 0
                && intent.side == Side.BUY
                && intent.type == OrderType.MARKET
                && !intent.reduceOnly;
    }

    private boolean arePricesSound() {
        final boolean limitSound = hasLimit(intent.type) ? intent.limitPrice > 0 : intent.limitPrice == Absent.FIXED;
        final boolean stopSound = hasStop(intent.type) ? intent.stopPrice > 0 : intent.stopPrice == Absent.FIXED;
        return limitSound && stopSound && (intent.referencePrice > 0 || intent.referencePrice == Absent.FIXED);
    }

    private void copy(final OrderIntent from) {
        intent.strategy = from.strategy;
        intent.instrument = from.instrument;
        intent.side = from.side;
        intent.type = from.type;
        intent.timeInForce = from.timeInForce;
        intent.quantity = from.quantity;
        intent.cashQuantity = from.cashQuantity;
        intent.limitPrice = from.limitPrice;
        intent.stopPrice = from.stopPrice;
        intent.referencePrice = from.referencePrice;
        intent.ocoGroup = from.ocoGroup;
        intent.parentOrderId = from.parentOrderId;
        intent.reduceOnly = from.reduceOnly;
        intent.intendedValue = from.intendedValue;
        intent.attachedStop = from.attachedStop;
        intent.trailDistance = from.trailDistance;
        intent.trailRate = from.trailRate;
    }
}
