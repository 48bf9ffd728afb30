package io.millrace.book;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.millrace.event.Memory;
import io.millrace.event.codec.BarDecoder;
import io.millrace.fixed.Fixed;
import org.agrona.DirectBuffer;

/**
 * A completed bar, as strategies and indicators see it. Prices and volume at 1e-8, times in nanoseconds UTC.
 *
 * <p>Mutable and reused by its owner: read it during the call it is passed to.
 */
public final class ClosedBar {
    private int instrument;
    private int timeframeSeconds;
    private long openTimeNs;
    private long closeTimeNs;
    private long open;
    private long high;
    private long low;
    private long close;
    private long volume;

    /** Whose bar and which interval. */
    public ClosedBar interval(
            final int ofInstrument, final int ofTimeframeSeconds, final long openNs, final long closeNs) {
        instrument = ofInstrument;
        timeframeSeconds = ofTimeframeSeconds;
        openTimeNs = openNs;
        closeTimeNs = closeNs;
        return this;
    }

    /** What was traded in it. */
    public ClosedBar prices(
            final long openPrice,
            final long highPrice,
            final long lowPrice,
            final long closePrice,
            final long tradedVolume) {
        open = openPrice;
        high = highPrice;
        low = lowPrice;
        close = closePrice;
        volume = tradedVolume;
        return this;
    }

    /** The bar of an input message, whose block is at {@code block}. */
    public ClosedBar read(final DirectBuffer buffer, final int block) {
        final long at = Memory.address(buffer, block, BarDecoder.BLOCK_LENGTH);
        return at == Memory.NONE ? readSlowly(buffer, block) : read(at);
    }

    /** The bar of an input message, whose block is at this address. */
    public ClosedBar read(final long address) {
        instrument = Memory.getInt(address + BarDecoder.instrumentEncodingOffset());
        timeframeSeconds = Memory.getInt(address + BarDecoder.timeframeSecondsEncodingOffset());
        openTimeNs = Memory.getLong(address + BarDecoder.openTimeEncodingOffset());
        closeTimeNs = Memory.getLong(address + BarDecoder.eventTimeEncodingOffset());
        open = Memory.getLong(address + BarDecoder.openPriceEncodingOffset());
        high = Memory.getLong(address + BarDecoder.highPriceEncodingOffset());
        low = Memory.getLong(address + BarDecoder.lowPriceEncodingOffset());
        close = Memory.getLong(address + BarDecoder.closePriceEncodingOffset());
        volume = Memory.getLong(address + BarDecoder.volumeEncodingOffset());
        return this;
    }

    public int instrument() {
        return instrument;
    }

    public int timeframeSeconds() {
        return timeframeSeconds;
    }

    public long openTimeNs() {
        return openTimeNs;
    }

    public long closeTimeNs() {
        return closeTimeNs;
    }

    public long open() {
        return open;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public long close() {
        return close;
    }

    public long volume() {
        return volume;
    }

    /** The closing price for arithmetic that need not be exact. */
    public double closeAsDouble() {
        return Fixed.toDouble(close);
    }

    private ClosedBar readSlowly(final DirectBuffer buffer, final int block) {
        instrument = buffer.getInt(block + BarDecoder.instrumentEncodingOffset(), LITTLE_ENDIAN);
        timeframeSeconds = buffer.getInt(block + BarDecoder.timeframeSecondsEncodingOffset(), LITTLE_ENDIAN);
        openTimeNs = buffer.getLong(block + BarDecoder.openTimeEncodingOffset(), LITTLE_ENDIAN);
        closeTimeNs = buffer.getLong(block + BarDecoder.eventTimeEncodingOffset(), LITTLE_ENDIAN);
        open = buffer.getLong(block + BarDecoder.openPriceEncodingOffset(), LITTLE_ENDIAN);
        high = buffer.getLong(block + BarDecoder.highPriceEncodingOffset(), LITTLE_ENDIAN);
        low = buffer.getLong(block + BarDecoder.lowPriceEncodingOffset(), LITTLE_ENDIAN);
        close = buffer.getLong(block + BarDecoder.closePriceEncodingOffset(), LITTLE_ENDIAN);
        volume = buffer.getLong(block + BarDecoder.volumeEncodingOffset(), LITTLE_ENDIAN);
        return this;
    }
}
