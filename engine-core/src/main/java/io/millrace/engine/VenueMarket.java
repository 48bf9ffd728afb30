package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.book.MarketChecks;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.TradeDecoder;
import org.agrona.DirectBuffer;

/**
 * Which market events a simulated venue may see: exactly those that the market stage will not quarantine.
 *
 * <p>The venue sees an event before the market stage does, on another thread, so the same checks run here on a state of
 * their own. Used by the intake's thread.
 */
final class VenueMarket {
    private final MarketChecks checks;
    private final ClosedBar closed = new ClosedBar();
    private final BarDecoder bar = new BarDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();

    VenueMarket(final int instruments) {
        checks = new MarketChecks(instruments);
    }

    /** The bar, or null when it may not be used, or not yet. */
    BarDecoder bar(final DirectBuffer buffer, final int block, final long nowNs) {
        bar.wrap(buffer, block, BarDecoder.BLOCK_LENGTH, BarDecoder.SCHEMA_VERSION);
        if (bar.eventTime() > nowNs) {
            return null;
        }
        closed.interval((int) bar.instrument(), (int) bar.timeframeSeconds(), bar.openTime(), bar.eventTime())
                .prices(bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice(), bar.volume());
        return checks.checkBar(closed) == null ? bar : null;
    }

    /** The trade, or null when it may not be used. */
    TradeDecoder trade(final DirectBuffer buffer, final int block) {
        trade.wrap(buffer, block, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
        final boolean fit =
                checks.checkTrade((int) trade.instrument(), trade.eventTime(), trade.price(), trade.quantity()) == null;
        return fit ? trade : null;
    }

    /** The quote, or null when it may not be used. */
    QuoteDecoder quote(final DirectBuffer buffer, final int block) {
        quote.wrap(buffer, block, QuoteDecoder.BLOCK_LENGTH, QuoteDecoder.SCHEMA_VERSION);
        final boolean fit =
                checks.checkQuote((int) quote.instrument(), quote.eventTime(), quote.bidPrice(), quote.askPrice())
                        == null;
        return fit ? quote : null;
    }
}
