package io.millrace.daemon;

import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.event.codec.BarEncoder;
import io.millrace.event.codec.ClockTickEncoder;
import io.millrace.event.codec.FeedState;
import io.millrace.event.codec.FeedStatusEncoder;
import io.millrace.event.codec.QuoteEncoder;
import io.millrace.event.codec.TradeEncoder;
import io.millrace.feed.InputMessage;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes one row at a time: market data, ticks, the feed's state. No allocation. Not thread safe. */
final class RowWriter {
    private static final int CAPACITY = 256;

    private final int source;
    private final UnsafeBuffer buffer = OffHeap.allocate(CAPACITY);
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final BarEncoder bar = new BarEncoder();
    private final ClockTickEncoder tick = new ClockTickEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();
    private int length;

    /** @param source what its rows are marked with */
    RowWriter(int source) {
        this.source = source;
    }

    void trade(int instrument, long eventNs, long receiveNs, long price, long quantity, long id) {
        begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH);
        trade.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(eventNs)
                .receiveTime(receiveNs)
                .instrument(instrument)
                .source(source)
                .reserved(0)
                .price(price)
                .quantity(quantity)
                .tradeId(id);
    }

    void quote(int instrument, long timeNs, long bid, long bidQuantity, long ask, long askQuantity) {
        begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH);
        quote.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(instrument)
                .source(source)
                .reserved(0)
                .bidPrice(bid)
                .bidQuantity(bidQuantity)
                .askPrice(ask)
                .askQuantity(askQuantity);
    }

    /** To be followed by its prices. */
    void bar(int instrument, int seconds, long openNs, long closeNs, long receiveNs) {
        begin(BarEncoder.TEMPLATE_ID, BarEncoder.BLOCK_LENGTH);
        bar.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(closeNs)
                .receiveTime(receiveNs)
                .instrument(instrument)
                .source(source)
                .reserved(0)
                .openTime(openNs)
                .timeframeSeconds(seconds);
    }

    void barPrices(long open, long high, long low, long close, long volume) {
        bar.openPrice(open).highPrice(high).lowPrice(low).closePrice(close).volume(volume);
    }

    void tick(long eventNs, long receiveNs) {
        begin(ClockTickEncoder.TEMPLATE_ID, ClockTickEncoder.BLOCK_LENGTH);
        tick.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(eventNs)
                .receiveTime(receiveNs)
                .instrument(Absent.INSTRUMENT)
                .source(source)
                .reserved(0);
    }

    void status(int instrument, long timeNs, FeedState state, long missing) {
        begin(FeedStatusEncoder.TEMPLATE_ID, FeedStatusEncoder.BLOCK_LENGTH);
        status.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(instrument)
                .source(source)
                .reserved(0)
                .missing(missing)
                .state(state);
    }

    /** A row that is there already. */
    void copy(DirectBuffer from, int offset, int bytes) {
        buffer.putBytes(0, from, offset, bytes);
        length = bytes;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    long receiveTimeNs() {
        return InputMessage.receiveTimeNs(buffer, 0);
    }

    private void begin(int templateId, int blockLength) {
        length = Messages.writeHeader(buffer, 0, templateId, blockLength);
    }
}
