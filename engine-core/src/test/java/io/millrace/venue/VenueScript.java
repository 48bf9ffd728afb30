package io.millrace.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.codec.BarEncoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.OrderCommandEncoder;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.QuoteEncoder;
import io.millrace.event.codec.ReportReason;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.event.codec.TradeEncoder;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.InstrumentTable;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Events in, reports out, as text. Time in seconds; a bar is a minute and follows the one before. Prices and quantities
 * are plain numbers; orders are numbered 1, 2, 3... as they are placed.
 */
final class VenueScript {
    static final long SECOND = 1_000_000_000L;

    final SimulatedVenue venue;
    final List<String> reports = new ArrayList<>();
    long nowNs;
    long fees;
    long slippage;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final OrderCommandEncoder order = new OrderCommandEncoder();
    private long lastId;

    VenueScript(final VenueConfig config, final FeeSchedule fees, final long... lots) {
        this(config, fees, SessionClock.ROUND_THE_CLOCK, lots);
    }

    VenueScript(final VenueConfig config, final FeeSchedule fees, final SessionClock sessions, final long... lots) {
        this(config, fees, sessions, new ActionSchedule(InstrumentTable.of(List.of())), lots);
    }

    VenueScript(
            final VenueConfig config,
            final FeeSchedule fees,
            final SessionClock sessions,
            final ActionSchedule actions,
            final long... lots) {
        final long[] sizes = lots.length == 0 ? new long[] {1, 1} : lots;
        venue = new SimulatedVenue(config, fees, sessions, actions, sizes, 0);
    }

    static VenueScript research() {
        return new VenueScript(VenueConfig.research(), new RateFees(0, 0));
    }

    static long f(final double value) {
        return Fixed.fromDouble(value);
    }

    VenueScript bar(final double open, final double high, final double low, final double close) {
        return bar(open, high, low, close, 1_000);
    }

    VenueScript bar(final double open, final double high, final double low, final double close, final double volume) {
        return barTo(nowNs + 60 * SECOND, open, high, low, close, volume);
    }

    VenueScript barTo(
            final long closeNs,
            final double open,
            final double high,
            final double low,
            final double close,
            final double volume) {
        encodeBar(nowNs, closeNs, 60, open, high, low, close, volume);
        nowNs = closeNs;
        venue.onBar(new ClosedBar().read(buffer, 0));
        return poll();
    }

    /** A bar of so many seconds that ends now. */
    VenueScript barOf(final int seconds, final double open, final double high, final double low, final double close) {
        encodeBar(nowNs - seconds * SECOND, nowNs, seconds, open, high, low, close, 1_000);
        venue.onBar(new ClosedBar().read(buffer, 0));
        return poll();
    }

    VenueScript quote(final double bid, final double bidSize, final double ask, final double askSize) {
        nowNs += SECOND;
        new QuoteEncoder()
                .wrap(buffer, 0)
                .eventTime(nowNs)
                .instrument(0)
                .bidPrice(f(bid))
                .bidQuantity(f(bidSize))
                .askPrice(f(ask))
                .askQuantity(f(askSize));
        venue.onQuote(new QuoteDecoder().wrap(buffer, 0, QuoteDecoder.BLOCK_LENGTH, QuoteDecoder.SCHEMA_VERSION));
        return poll();
    }

    VenueScript trade(final double price, final double quantity) {
        nowNs += SECOND;
        new TradeEncoder()
                .wrap(buffer, 0)
                .eventTime(nowNs)
                .instrument(0)
                .price(f(price))
                .quantity(f(quantity));
        venue.onTrade(new TradeDecoder().wrap(buffer, 0, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION));
        return poll();
    }

    VenueScript advance(final double seconds) {
        nowNs += (long) (seconds * SECOND);
        venue.advance(nowNs);
        return poll();
    }

    VenueScript market(final Side side, final double quantity) {
        return send(fresh(side, OrderType.MARKET).quantity(f(quantity)));
    }

    VenueScript spend(final double cash) {
        return send(fresh(Side.BUY, OrderType.MARKET).cashQuantity(f(cash)));
    }

    VenueScript limit(final Side side, final double quantity, final double price) {
        return send(fresh(side, OrderType.LIMIT).quantity(f(quantity)).limitPrice(f(price)));
    }

    VenueScript postOnly(final Side side, final double quantity, final double price) {
        return send(fresh(side, OrderType.POST_ONLY).quantity(f(quantity)).limitPrice(f(price)));
    }

    VenueScript stop(final Side side, final double quantity, final double price) {
        return send(fresh(side, OrderType.STOP).quantity(f(quantity)).stopPrice(f(price)));
    }

    VenueScript stopLimit(final Side side, final double quantity, final double stop, final double limit) {
        return send(fresh(side, OrderType.STOP_LIMIT)
                .quantity(f(quantity))
                .stopPrice(f(stop))
                .limitPrice(f(limit)));
    }

    VenueScript cancel(final long orderId) {
        encode(orderId, Side.BUY, OrderType.MARKET).action(OrderAction.CANCEL);
        return send(order);
    }

    /** New terms for an order: the whole new quantity and the limit. */
    VenueScript replace(final long orderId, final double quantity, final double limit) {
        encode(orderId, Side.BUY, OrderType.LIMIT)
                .action(OrderAction.REPLACE)
                .quantity(f(quantity))
                .limitPrice(f(limit));
        return send(order);
    }

    VenueScript replaceStop(final long orderId, final double quantity, final double stop) {
        encode(orderId, Side.BUY, OrderType.STOP)
                .action(OrderAction.REPLACE)
                .quantity(f(quantity))
                .stopPrice(f(stop));
        return send(order);
    }

    /** All or nothing, at the limit or, at 0, at the market. */
    VenueScript fillOrKill(final Side side, final double quantity, final double limit) {
        final OrderCommandEncoder next = fresh(side, limit == 0 ? OrderType.MARKET : OrderType.LIMIT);
        next.quantity(f(quantity)).limitPrice(limit == 0 ? Absent.FIXED : f(limit));
        return send(next.timeInForce(TimeInForce.FOK));
    }

    /** The next order with every field at its default, to be changed and then sent. */
    OrderCommandEncoder fresh(final Side side, final OrderType type) {
        return encode(++lastId, side, type);
    }

    VenueScript send(final OrderCommandEncoder ready) {
        venue.submit(
                new OrderCommandDecoder()
                        .wrap(ready.buffer(), 0, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION),
                nowNs);
        return poll();
    }

    /** The reports since the last call, exactly. */
    VenueScript expect(final String... expected) {
        assertEquals(String.join("\n", expected), String.join("\n", reports));
        reports.clear();
        return this;
    }

    VenueScript forget() {
        reports.clear();
        return this;
    }

    private void encodeBar(
            final long openNs,
            final long closeNs,
            final int seconds,
            final double open,
            final double high,
            final double low,
            final double close,
            final double volume) {
        new BarEncoder()
                .wrap(buffer, 0)
                .eventTime(closeNs)
                .instrument(0)
                .openTime(openNs)
                .openPrice(f(open))
                .highPrice(f(high))
                .lowPrice(f(low))
                .closePrice(f(close))
                .volume(f(volume))
                .timeframeSeconds(seconds);
    }

    private OrderCommandEncoder encode(final long orderId, final Side side, final OrderType type) {
        return order.wrap(buffer, 0)
                .orderId(orderId)
                .parentOrderId(0)
                .ocoGroup(0)
                .quantity(0)
                .cashQuantity(0)
                .limitPrice(Absent.FIXED)
                .stopPrice(Absent.FIXED)
                .referencePrice(Absent.FIXED)
                .instrument(0)
                .strategy(0)
                .action(OrderAction.NEW)
                .side(side)
                .orderType(type)
                .timeInForce(TimeInForce.GTC);
    }

    private VenueScript poll() {
        boolean more = true;
        while (more) {
            more = venue.pollReport(nowNs, this::record);
        }
        return this;
    }

    private void record(final VenueReport report) {
        fees += report.fee;
        slippage += report.slippage;
        final double seconds = report.timeNs / (double) SECOND;
        String text = Fixed.format(f(seconds)) + "s #" + report.orderId + " " + report.type;
        if (report.type == ExecType.FILL) {
            text += " " + Fixed.format(report.quantity) + "@" + Fixed.format(report.price) + " left "
                    + Fixed.format(report.leaves) + " " + report.liquidity;
            text += report.fee == 0 ? "" : " fee " + Fixed.format(report.fee);
        } else {
            assertEquals(Liquidity.NONE, report.liquidity);
            assertEquals(0, report.execId);
        }
        reports.add(report.reason == ReportReason.NONE ? text : text + " " + report.reason);
    }
}
