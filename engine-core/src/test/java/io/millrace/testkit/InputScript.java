package io.millrace.testkit;

import io.millrace.event.Absent;
import io.millrace.event.codec.BarEncoder;
import io.millrace.event.codec.ClockTickEncoder;
import io.millrace.event.codec.CommandEncoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportEncoder;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.MessageHeaderEncoder;
import io.millrace.event.codec.ObservationEncoder;
import io.millrace.event.codec.QuoteEncoder;
import io.millrace.event.codec.ReportReason;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionDownEncoder;
import io.millrace.event.codec.SessionUpEncoder;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TradeEncoder;
import io.millrace.feed.InputSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Input messages written by hand, and the source that plays them. Prices and quantities at 1e-8, times in ns; every
 * event is received when it is known. One thread; {@link #source} may be played on another one after the last write.
 */
public final class InputScript {
    private final List<byte[]> messages = new ArrayList<>();
    private int copied;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[256]);

    public InputScript up(final long timeNs, final int epoch) {
        return up(timeNs, epoch, RunMode.BACKTEST);
    }

    public InputScript up(final long timeNs, final int epoch, final RunMode mode) {
        new SessionUpEncoder()
                .wrap(scratch, begin(SessionUpEncoder.TEMPLATE_ID, SessionUpEncoder.BLOCK_LENGTH))
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT & 0xFFFF_FFFFL)
                .source(0)
                .reserved(0)
                .epoch(epoch)
                .mode(mode);
        return end(SessionUpEncoder.BLOCK_LENGTH);
    }

    public InputScript down(final long timeNs, final int epoch) {
        new SessionDownEncoder()
                .wrap(scratch, begin(SessionDownEncoder.TEMPLATE_ID, SessionDownEncoder.BLOCK_LENGTH))
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT & 0xFFFF_FFFFL)
                .source(0)
                .reserved(0)
                .epoch(epoch);
        return end(SessionDownEncoder.BLOCK_LENGTH);
    }

    /** A bar of so many seconds that ends at {@code closeNs}; prices are open, high, low, close. */
    public InputScript bar(
            final int instrument, final int seconds, final long closeNs, final long[] prices, final long volume) {
        return bar(instrument, seconds, closeNs, closeNs, prices, volume);
    }

    /** A bar that came at another time than it is said to have ended. */
    public InputScript bar(
            final int instrument,
            final int seconds,
            final long closeNs,
            final long receivedNs,
            final long[] prices,
            final long volume) {
        new BarEncoder()
                .wrap(scratch, begin(BarEncoder.TEMPLATE_ID, BarEncoder.BLOCK_LENGTH))
                .eventTime(closeNs)
                .receiveTime(receivedNs)
                .instrument(instrument)
                .source(1)
                .reserved(0)
                .openTime(closeNs - seconds * 1_000_000_000L)
                .openPrice(prices[0])
                .highPrice(prices[1])
                .lowPrice(prices[2])
                .closePrice(prices[3])
                .volume(volume)
                .timeframeSeconds(seconds);
        return end(BarEncoder.BLOCK_LENGTH);
    }

    public InputScript trade(final int instrument, final long timeNs, final long price, final long quantity) {
        return trade(instrument, timeNs, timeNs, price, quantity);
    }

    /** A trade that came at another time than it is said to have happened. */
    public InputScript trade(
            final int instrument, final long timeNs, final long receivedNs, final long price, final long quantity) {
        new TradeEncoder()
                .wrap(scratch, begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH))
                .eventTime(timeNs)
                .receiveTime(receivedNs)
                .instrument(instrument)
                .source(1)
                .reserved(0)
                .price(price)
                .quantity(quantity)
                .tradeId(messages.size() - copied);
        return end(TradeEncoder.BLOCK_LENGTH);
    }

    /** Both sides show {@code size}. */
    public InputScript quote(final int instrument, final long timeNs, final long bid, final long ask, final long size) {
        new QuoteEncoder()
                .wrap(scratch, begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH))
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(instrument)
                .source(1)
                .reserved(0)
                .bidPrice(bid)
                .bidQuantity(size)
                .askPrice(ask)
                .askQuantity(size);
        return end(QuoteEncoder.BLOCK_LENGTH);
    }

    /** A value of series 1, said to be knowable at {@code knowableNs}. */
    public InputScript observation(final long knowableNs, final long receivedNs, final double value) {
        return observation(1, knowableNs, receivedNs, value);
    }

    /** A value of any series. */
    public InputScript observation(final int series, final long knowableNs, final long receivedNs, final double value) {
        new ObservationEncoder()
                .wrap(scratch, begin(ObservationEncoder.TEMPLATE_ID, ObservationEncoder.BLOCK_LENGTH))
                .eventTime(knowableNs)
                .receiveTime(receivedNs)
                .instrument(Absent.INSTRUMENT & 0xFFFF_FFFFL)
                .source(1)
                .reserved(0)
                .observedTime(knowableNs)
                .value(value)
                .series(series);
        return end(ObservationEncoder.BLOCK_LENGTH);
    }

    public InputScript tick(final long timeNs) {
        new ClockTickEncoder()
                .wrap(scratch, begin(ClockTickEncoder.TEMPLATE_ID, ClockTickEncoder.BLOCK_LENGTH))
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT & 0xFFFF_FFFFL)
                .source(0)
                .reserved(0);
        return end(ClockTickEncoder.BLOCK_LENGTH);
    }

    public InputScript command(final long timeNs, final CommandKind kind) {
        return command(timeNs, kind, 0, 0, false);
    }

    /** A change of a limit, by its number. */
    public InputScript limit(final long timeNs, final int number, final long value, final boolean confirmed) {
        return command(timeNs, CommandKind.LIMIT, number, value, confirmed);
    }

    /** A person has seen that a sleeve's strategy failed. */
    public InputScript acknowledge(final long timeNs, final long sleeve) {
        return command(timeNs, CommandKind.ACKNOWLEDGE, sleeve, 0, false);
    }

    private InputScript command(
            final long timeNs, final CommandKind kind, final long subject, final long amount, final boolean confirmed) {
        new CommandEncoder()
                .wrap(scratch, begin(CommandEncoder.TEMPLATE_ID, CommandEncoder.BLOCK_LENGTH))
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT & 0xFFFF_FFFFL)
                .source(0)
                .reserved(0)
                .commandId(messages.size())
                .kind(kind)
                .actor("test")
                .requestKey(0)
                .subject(subject)
                .amount(amount)
                .confirmed((short) (confirmed ? 1 : 0));
        return end(CommandEncoder.BLOCK_LENGTH);
    }

    /** What a venue says of an order, other than a fill. */
    public InputScript report(final long timeNs, final long orderId, final ExecType type) {
        new ExecutionReportEncoder()
                .wrap(scratch, begin(ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH))
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(0)
                .source(2)
                .reserved(0)
                .orderId(orderId)
                .execId(0)
                .lastQuantity(0)
                .lastPrice(0)
                .leavesQuantity(Absent.FIXED)
                .fee(0)
                .execType(type)
                .side(Side.BUY)
                .liquidity(Liquidity.NONE)
                .reason(ReportReason.NONE);
        return end(ExecutionReportEncoder.BLOCK_LENGTH);
    }

    public int size() {
        return messages.size();
    }

    /** The bytes of message {@code index}. */
    public byte[] message(final int index) {
        return messages.get(index).clone();
    }

    /** The same without a copy, not to be changed: what allocates is counted where scripts are played. */
    byte[] shared(final int index) {
        return messages.get(index);
    }

    /** Adds a whole message made elsewhere. */
    public InputScript raw(final byte[] message) {
        messages.add(message.clone());
        return this;
    }

    /** A whole message that was written elsewhere; the ids of later trades do not count it. */
    public InputScript copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        messages.add(message);
        copied++;
        return this;
    }

    /** A new source of everything written so far. */
    public InputSource source() {
        final InputScript played = new InputScript();
        played.messages.addAll(messages);
        return new ScriptSource(played, true);
    }

    private int begin(final int templateId, final int blockLength) {
        scratch.setMemory(0, scratch.capacity(), (byte) 0);
        header.wrap(scratch, 0)
                .blockLength(blockLength)
                .templateId(templateId)
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(MessageHeaderEncoder.SCHEMA_VERSION)
                .frameLength(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
        return MessageHeaderEncoder.ENCODED_LENGTH;
    }

    private InputScript end(final int blockLength) {
        messages.add(Arrays.copyOf(scratch.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + blockLength));
        return this;
    }
}
