package io.millrace.venue.binance;

/** Takes decoded market data. Symbols by place in the decoder's list, prices and quantities at 1e-8, times in ns. */
public interface MarketDataListener {
    void onTrade(int symbol, long timeNs, long price, long quantity, long tradeId);

    /** The venue gives quotes no time. */
    void onQuote(int symbol, long updateId, long bid, long bidQuantity, long ask, long askQuantity);

    /** A closed bar; ends at {@code closeNs}, exclusive. */
    void onBar(
            int symbol,
            int seconds,
            long openNs,
            long closeNs,
            long open,
            long high,
            long low,
            long close,
            long volume);

    /** The venue is about to close the connection. */
    void onShutdown();
}
