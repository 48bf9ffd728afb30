package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.instrument.Instrument;
import io.millrace.intent.OrderIntent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The controls written again from their table, in decimals: answers the size that may leave, or null. Knows no
 * duplicates
 * and no missing shapes; those have tests of their own.
 */
final class RiskReference {
    private static final BigDecimal EIGHT = BigDecimal.valueOf(1, 8);

    private RiskReference() {}

    static BigDecimal allowedSize(
            final OrderIntent o,
            final Instrument rules,
            final FakeAccount a,
            final RiskLimits l,
            final TradingState state,
            final boolean cutting) {
        final boolean buy = o.side == Side.BUY;
        final boolean quoted = a.bid > 0 && a.bid <= a.ask;
        final BigDecimal market = quoted ? num(a.bid + (a.ask - a.bid) / 2) : num(a.last);
        final boolean known = market.signum() > 0;
        final boolean fresh = known
                && a.priceTimeNs <= a.nowNs
                && a.nowNs - a.priceTimeNs <= l.order().maxPriceAgeNs();
        final BigDecimal touch = quoted ? num(buy ? a.ask : a.bid) : market;
        final boolean limited = o.type != OrderType.MARKET && o.type != OrderType.STOP;
        final boolean stopped = o.type == OrderType.STOP || o.type == OrderType.STOP_LIMIT;
        final BigDecimal price = limited ? num(o.limitPrice) : stopped ? num(o.stopPrice) : touch;
        final BigDecimal worth = known ? price.max(market) : price;
        BigDecimal size = num(o.cashQuantity != 0 ? o.cashQuantity : o.quantity);
        final boolean cash = o.cashQuantity != 0;

        final BigDecimal held = num(buy ? -a.position : a.position);
        final BigDecimal others = num((buy ? a.openBuy : a.openSell) - (o.ocoGroup == 0 ? 0 : a.group));
        final BigDecimal group = num(o.ocoGroup == 0 ? 0 : a.group);
        final boolean reducing =
                !cash && held.signum() > 0 && others.add(group.max(size)).compareTo(held) <= 0;

        if (state == TradingState.KILLED || (state != TradingState.ACTIVE && !reducing)) {
            return null;
        }
        if (!rules.tradable()
                || (!a.inSession && (o.timeInForce == TimeInForce.IOC || o.timeInForce == TimeInForce.FOK))
                || offGrid(o, rules, limited, stopped)) {
            return null;
        }
        final BigDecimal least = num(rules.minNotional());
        if (cash
                ? size.compareTo(least) < 0
                : !sizeFits(size, price, rules) || size.compareTo(num(rules.maxQuantity())) > 0) {
            return null;
        }
        if (a.openOrders + 1 > l.exposure().maxOpenOrders() + (reducing ? RiskLimits.EXIT_RESERVE : 0)) {
            return null;
        }
        if (!collarHolds(o, market, touch, fresh, reducing, l)) {
            return null;
        }
        if (reducing) {
            return size;
        }
        if (isBarred(o, rules, a, l) || breaksFlow(o, rules, a, l.guards().flow(), price) || a.equity <= 0) {
            return null;
        }
        if (cutting) {
            size = half(size, cash, price, rules, l);
            if (size == null) {
                return null;
            }
        }
        final BigDecimal before =
                num(buy ? a.accountPosition + a.accountOpenBuy : a.accountOpenSell - a.accountPosition);
        final BigDecimal assetBefore = cut(before.multiply(worth));
        for (final BigDecimal room : rooms(a, l, rules, assetBefore)) {
            size = size == null ? null : shrink(size, cash, worth, price, room, rules);
        }
        if (size == null || isOneSided(cash ? size : cut(size.multiply(worth)), buy, a, l)) {
            return null;
        }
        final BigDecimal value = cash ? size : cut(size.multiply(worth));
        final BigDecimal units = cash ? size.divide(price, 8, RoundingMode.CEILING) : size;
        if (units.compareTo(num(l.order().maxOrderQuantity())) > 0
                || value.compareTo(num(l.order().maxOrderValue())) > 0
                || assetBefore.add(value).compareTo(num(l.exposure().maxPositionValue())) > 0) {
            return null;
        }
        return canPay(o, size, cash, price, a, l) ? size : null;
    }

    private static boolean isOneSided(
            final BigDecimal value, final boolean buy, final FakeAccount a, final RiskLimits l) {
        final long limit = l.guards().flow().netExposure();
        final BigDecimal after = num(buy ? a.net : -a.net).add(value);
        return limit != RiskLimits.UNLIMITED && after.compareTo(cap(limit, a.equity)) > 0;
    }

    private static boolean breaksFlow(
            final OrderIntent o,
            final Instrument rules,
            final FakeAccount a,
            final FlowLimits l,
            final BigDecimal unit) {
        if (a.openOrdersIn + 1 > l.workingPerSymbol() || a.openOrders + 1 > l.workingPerVenue()) {
            return true;
        }
        final boolean cash = o.cashQuantity != 0;
        final BigDecimal units = cash ? num(o.cashQuantity).divide(unit, 8, RoundingMode.CEILING) : num(o.quantity);
        if (l.childWithinParent()
                && o.parentOrderId != 0
                && num(a.children).add(units).compareTo(num(a.parentQuantity)) > 0) {
            return true;
        }
        if (l.notionalTolerance() == RiskLimits.UNLIMITED || o.intendedValue == 0) {
            return false;
        }
        final boolean quoted = a.bid > 0 && a.bid <= a.ask;
        final BigDecimal market = quoted ? num(a.bid + (a.ask - a.bid) / 2) : num(a.last);
        final BigDecimal price = o.referencePrice > 0 ? num(o.referencePrice) : market;
        final BigDecimal worth =
                cash ? num(o.cashQuantity) : cut(num(o.quantity).multiply(price));
        final BigDecimal share =
                num(o.intendedValue).multiply(num(l.notionalTolerance())).setScale(8, RoundingMode.FLOOR);
        final BigDecimal tolerated = share.max(up(num(rules.lot()).multiply(price)));
        return price.signum() <= 0 || worth.subtract(num(o.intendedValue)).abs().compareTo(tolerated) > 0;
    }

    /** What K1, K2 and K3 leave, in their order. */
    private static List<BigDecimal> rooms(
            final FakeAccount a, final RiskLimits l, final Instrument rules, final BigDecimal assetBefore) {
        final List<BigDecimal> rooms = new ArrayList<>();
        rooms.add(cap(l.exposure().perAssetCap(), a.equity).subtract(assetBefore));
        final long classCap = l.exposure().classCaps().of(rules.assetClass());
        if (classCap != RiskLimits.UNLIMITED) {
            rooms.add(cap(classCap, a.equity).subtract(num(a.classExposure)));
        }
        rooms.add(cap(l.exposure().grossLeverage(), a.equity).subtract(num(a.gross)));
        return rooms;
    }

    /** What keeps an entry out whatever its size: K10, K11, K12, K19, the restricted list and unknown orders. */
    private static boolean isBarred(
            final OrderIntent o, final Instrument rules, final FakeAccount a, final RiskLimits l) {
        final boolean restricted = l.restricted().equals(rules.symbol());
        final boolean unknown = l.data().blockUnknown() && a.unknown > 0;
        final boolean held = a.position != 0 || a.openBuy != 0 || a.openSell != 0;
        final int positions = a.openPositions[0] + (held ? 0 : 1);
        final boolean many = positions > l.exposure().maxOpenPositions()
                || positions > l.strategies().get(0).maxOpenPositions();
        return restricted
                || unknown
                || many
                || isLate(a, l.data())
                || isWide(a, l.order())
                || meetsOwn(o, a, l.order());
    }

    private static boolean isLate(final FakeAccount a, final DataLimits l) {
        final boolean off = l.maxAgeNs() == RiskLimits.UNLIMITED
                && l.maxAgeSessions() == RiskLimits.UNLIMITED
                && l.maxDelayNs() == RiskLimits.UNLIMITED;
        if (off) {
            return false;
        }
        final boolean old = a.daily ? a.sessions > l.maxAgeSessions() : a.nowNs - a.priceTimeNs > l.maxAgeNs();
        return old || a.priceTimeNs > a.nowNs || a.delayNs > l.maxDelayNs() || a.delayNs < -l.maxDelayNs();
    }

    private static boolean isWide(final FakeAccount a, final OrderLimits l) {
        if (l.maxSpread() == RiskLimits.UNLIMITED || (a.bid == Absent.FIXED && a.ask == Absent.FIXED)) {
            return false;
        }
        final BigDecimal middle = num(a.bid + (a.ask - a.bid) / 2);
        return a.bid <= 0
                || a.ask < a.bid
                || num(a.ask - a.bid).compareTo(cut(middle.multiply(num(l.maxSpread())))) > 0;
    }

    private static boolean meetsOwn(final OrderIntent o, final FakeAccount a, final OrderLimits l) {
        final long other = o.side == Side.BUY ? a.bestSell : a.bestBuy;
        if (!l.selfTradeGuard()
                || other == Absent.FIXED
                || o.type == OrderType.STOP
                || o.type == OrderType.STOP_LIMIT) {
            return false;
        }
        return o.type == OrderType.MARKET || (o.side == Side.BUY ? o.limitPrice >= other : o.limitPrice <= other);
    }

    private static BigDecimal half(
            final BigDecimal size,
            final boolean cash,
            final BigDecimal price,
            final Instrument rules,
            final RiskLimits l) {
        final BigDecimal part = size.multiply(num(l.loss().deRiskFactor())).setScale(8, RoundingMode.FLOOR);
        if (cash) {
            return part.signum() > 0 && part.compareTo(num(rules.minNotional())) >= 0 ? part : null;
        }
        final BigDecimal lot = num(rules.lot());
        final BigDecimal lots = part.divideToIntegralValue(lot).multiply(lot);
        return sizeFits(lots, price, rules) ? lots : null;
    }

    private static boolean canPay(
            final OrderIntent o,
            final BigDecimal size,
            final boolean cash,
            final BigDecimal price,
            final FakeAccount a,
            final RiskLimits l) {
        if (o.reduceOnly) {
            return false;
        }
        if (o.side == Side.SELL) {
            return l.shortsAllowed();
        }
        final BigDecimal value = up(size.multiply(price));
        final BigDecimal needed = cash ? size : value.add(up(value.multiply(num(a.fee))));
        return needed.compareTo(num(a.cash).subtract(num(a.reserved))) <= 0;
    }

    private static boolean collarHolds(
            final OrderIntent o,
            final BigDecimal market,
            final BigDecimal touch,
            final boolean fresh,
            final boolean reducing,
            final RiskLimits l) {
        if (!fresh) {
            return reducing;
        }
        final boolean buy = o.side == Side.BUY;
        final BigDecimal narrow = num(l.order().priceCollar());
        if (reducing) {
            if (o.type == OrderType.MARKET || o.type == OrderType.STOP) {
                return true;
            }
            final BigDecimal base = o.type == OrderType.STOP_LIMIT ? num(o.stopPrice) : market;
            final BigDecimal edge = cut(base.multiply(narrow));
            return buy
                    ? num(o.limitPrice).compareTo(base.add(edge)) <= 0
                    : num(o.limitPrice).compareTo(base.subtract(edge)) >= 0;
        }
        if (o.type == OrderType.STOP || o.type == OrderType.STOP_LIMIT) {
            final BigDecimal edge = cut(market.multiply(num(l.order().stopCollar())));
            final BigDecimal beyond = buy ? num(o.stopPrice).subtract(market) : market.subtract(num(o.stopPrice));
            if (beyond.signum() < 0 || beyond.compareTo(edge) > 0) {
                return false;
            }
            if (o.type == OrderType.STOP) {
                return true;
            }
        }
        BigDecimal judged = o.referencePrice > 0 ? num(o.referencePrice) : touch;
        judged = o.type == OrderType.MARKET ? judged : num(o.limitPrice);
        return judged.subtract(market).abs().compareTo(cut(market.multiply(narrow))) <= 0;
    }

    private static boolean offGrid(
            final OrderIntent o, final Instrument rules, final boolean limited, final boolean stopped) {
        return (limited && o.limitPrice % rules.tick() != 0)
                || (stopped && o.stopPrice % rules.tick() != 0)
                || o.quantity % rules.lot() != 0;
    }

    private static boolean sizeFits(final BigDecimal size, final BigDecimal price, final Instrument rules) {
        return size.signum() > 0
                && size.compareTo(num(rules.minQuantity())) >= 0
                && (price.signum() <= 0 || cut(size.multiply(price)).compareTo(num(rules.minNotional())) >= 0);
    }

    private static BigDecimal shrink(
            final BigDecimal size,
            final boolean cash,
            final BigDecimal worth,
            final BigDecimal price,
            final BigDecimal room,
            final Instrument rules) {
        if ((cash ? size : cut(size.multiply(worth))).compareTo(room) <= 0) {
            return size;
        }
        if (room.signum() <= 0) {
            return null;
        }
        if (cash) {
            return room.compareTo(num(rules.minNotional())) >= 0 ? room : null;
        }
        final BigDecimal lot = num(rules.lot());
        final BigDecimal fits = room.divide(worth, 8, RoundingMode.FLOOR).min(size);
        final BigDecimal lots = fits.divideToIntegralValue(lot).multiply(lot);
        return sizeFits(lots, price, rules) ? lots : null;
    }

    private static BigDecimal cap(final long share, final long equity) {
        return cut(num(share).multiply(num(equity)));
    }

    private static BigDecimal cut(final BigDecimal value) {
        return value.setScale(8, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal up(final BigDecimal value) {
        return value.setScale(8, RoundingMode.CEILING);
    }

    private static BigDecimal num(final long fixed) {
        return BigDecimal.valueOf(fixed).multiply(EIGHT);
    }
}
