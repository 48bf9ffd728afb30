package io.millrace.bench.workload;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionDownEncoder;
import io.millrace.event.codec.SessionUpEncoder;
import io.millrace.event.codec.TradeEncoder;
import io.millrace.fixed.Fixed;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Trades for {@code sma-cross} with means of 1 and 2 bars of a second. Trades are one second apart in event time, so
 * each completes a bar; prices rise, rest and fall such that every tenth trade makes an order, bought and sold at one
 * price.
 *
 * <p>One message at a time, in a reused buffer; one thread.
 */
public final class TickStream {
    private static final long FIRST_NS = 1_600_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int HALF_PERIOD = 10;
    private static final int RISE = 4;
    private static final long STEP = Fixed.ONE / 100;
    private static final int CAPACITY = 256;

    /** The bar of the first order: a rise whose fall before it had no position to sell. */
    private static final int FIRST_ORDER_BAR = 2 * HALF_PERIOD + 1;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY));
    private final TradeEncoder trade = new TradeEncoder();
    private int length;

    public static EngineConfig config() {
        Settings settings = new Settings();
        settings.put("engine.mode", "backtest", "bench");
        settings.put("instruments.0.symbol", "TICK", "bench");
        settings.put("strategies.0.name", "sma-cross", "bench");
        settings.put("strategies.0.timeframe", "1s", "bench");
        settings.put("strategies.0.capital", "1000000", "bench");
        settings.put("strategies.0.params.fast", "1", "bench");
        settings.put("strategies.0.params.slow", "2", "bench");
        settings.put("venue.makerFee", "0", "bench");
        settings.put("venue.takerFee", "0", "bench");
        settings.put("venue.slippage", "0", "bench");
        settings.put("venue.impact", "0", "bench");
        settings.put("venue.participation", "0", "bench");
        settings.put("venue.orderLatencyNs", "0", "bench");
        settings.put("venue.reportLatencyNs", "0", "bench");
        return EngineConfig.read(settings);
    }

    /** Orders that so many ticks must make. A bar is complete when the tick after it comes. */
    public static long expectedOrders(long ticks) {
        long lastBar = ticks - 2;
        return lastBar < FIRST_ORDER_BAR ? 0 : (lastBar - FIRST_ORDER_BAR) / HALF_PERIOD + 1;
    }

    /** The number of the tick that has this event time. */
    public static long tickAt(long eventTimeNs) {
        return (eventTimeNs - FIRST_NS) / SECOND_NS;
    }

    /** Writes tick {@code n}, counted from 0. */
    public void tick(long n) {
        long timeNs = FIRST_NS + n * SECOND_NS;
        begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH);
        trade.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(0)
                .source(0)
                .reserved(0)
                .price(price(n))
                .quantity(Fixed.ONE)
                .tradeId(n);
    }

    /** Writes the message that opens the session. */
    public void sessionUp() {
        begin(SessionUpEncoder.TEMPLATE_ID, SessionUpEncoder.BLOCK_LENGTH);
        new SessionUpEncoder()
                .wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(FIRST_NS)
                .receiveTime(FIRST_NS)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .epoch(1)
                .mode(RunMode.BACKTEST);
    }

    /** Writes the message that ends the session after so many ticks. */
    public void sessionDown(long ticks) {
        long timeNs = FIRST_NS + ticks * SECOND_NS;
        begin(SessionDownEncoder.TEMPLATE_ID, SessionDownEncoder.BLOCK_LENGTH);
        new SessionDownEncoder()
                .wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .epoch(1);
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    private static long price(long n) {
        int at = (int) (n % (2 * HALF_PERIOD));
        int level = at < HALF_PERIOD ? Math.min(at, RISE) : RISE - Math.min(at - HALF_PERIOD, RISE);
        return 100 * Fixed.ONE + level * STEP;
    }

    private void begin(int templateId, int blockLength) {
        length = Messages.writeHeader(buffer, 0, templateId, blockLength);
    }
}
