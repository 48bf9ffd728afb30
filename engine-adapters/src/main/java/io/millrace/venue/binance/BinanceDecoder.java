package io.millrace.venue.binance;

import io.millrace.event.Absent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Reads messages of the venue's market streams, plain or in the wrapper of combined streams: trades, best bid and
 * offer, closed klines. Fields it does not know are passed over. A message is given out whole or not at all; none can
 * make it throw. No allocation; one thread.
 *
 * <p>A value is taken exactly as written or the message is garbage: no exponent, no sign, no more than 18 digits, none
 * but zeros beyond 1e-8. Times may be in milliseconds or microseconds.
 */
public final class BinanceDecoder {
    /** What a message was. */
    public enum Found {
        /** Given to the listener. */
        EVENT,
        /** Well-formed, and of no use: another symbol or type, a bar that is not closed, an answer. */
        OTHER,
        /** The venue refused what was asked of it. */
        REFUSED,
        /** Nothing that can be used. */
        GARBAGE
    }

    private static final byte[] TRADE = ascii("trade");
    private static final byte[] KLINE = ascii("kline");
    private static final byte[] SHUTDOWN = ascii("serverShutdown");
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long LEAST_MS = 100_000_000_000L;
    private static final long LEAST_US = 100_000_000_000_000L;
    private static final long BEYOND_US = 10_000_000_000_000_000L;
    private static final long MS_PER_SECOND = 1_000;

    private final byte[][] symbols;
    private final MarketDataListener listener;
    private final JsonObject outer = new JsonObject();
    private final JsonObject inner = new JsonObject();
    private final JsonObject bar = new JsonObject();
    private byte[] bytes;

    /** @param symbols as the venue spells them, such as BTCUSDT */
    public BinanceDecoder(List<String> symbols, MarketDataListener listener) {
        this.symbols = symbols.stream()
                .map(symbol -> ascii(symbol.toUpperCase(Locale.ROOT)))
                .toArray(byte[][]::new);
        this.listener = listener;
    }

    /** Reads one message. */
    public Found decode(byte[] message, int length) {
        bytes = message;
        int end = outer.read(message, 0, length);
        if (end < 0 || !isBlank(end, length)) {
            return Found.GARBAGE;
        }
        if (outer.isObject(JsonObject.name(JsonObject.DATA))) {
            int from = outer.start(JsonObject.name(JsonObject.DATA));
            return inner.read(message, from, length) < 0 ? Found.GARBAGE : event(inner);
        }
        if (outer.has(JsonObject.name(JsonObject.ERROR)) || outer.has(JsonObject.name(JsonObject.CODE))) {
            return Found.REFUSED;
        }
        return outer.has(JsonObject.name(JsonObject.RESULT)) ? Found.OTHER : event(outer);
    }

    private Found event(JsonObject message) {
        if (message.is('e', TRADE)) {
            return trade(message);
        }
        if (message.is('e', KLINE)) {
            return kline(message);
        }
        if (message.is('e', SHUTDOWN)) {
            listener.onShutdown();
            return Found.EVENT;
        }
        if (message.has('e')) {
            return message.isString('e') ? Found.OTHER : Found.GARBAGE;
        }
        boolean quote = message.has('u') && message.has('s') && message.has('b') && message.has('a');
        return quote ? quote(message) : Found.GARBAGE;
    }

    private Found trade(JsonObject message) {
        long id = message.whole('t');
        long timeNs = timeNs(message.whole('T'));
        long price = message.decimal('p');
        long quantity = message.decimal('q');
        if (isAbsent(id) || isAbsent(timeNs) || isAbsent(price) || isAbsent(quantity) || !hasSymbol(message)) {
            return Found.GARBAGE;
        }
        int symbol = symbol(message);
        if (symbol < 0) {
            return Found.OTHER;
        }
        listener.onTrade(symbol, timeNs, price, quantity, id);
        return Found.EVENT;
    }

    private Found quote(JsonObject message) {
        long update = message.whole('u');
        long bid = message.decimal('b');
        long bidQuantity = message.decimal('B');
        long ask = message.decimal('a');
        long askQuantity = message.decimal('A');
        boolean known = !isAbsent(update) && !isAbsent(bid) && !isAbsent(bidQuantity);
        if (!known || isAbsent(ask) || isAbsent(askQuantity) || !hasSymbol(message)) {
            return Found.GARBAGE;
        }
        int symbol = symbol(message);
        if (symbol < 0) {
            return Found.OTHER;
        }
        listener.onQuote(symbol, update, bid, bidQuantity, ask, askQuantity);
        return Found.EVENT;
    }

    private Found kline(JsonObject message) {
        if (!message.isObject('k')
                || !hasSymbol(message)
                || bar.read(bytes, message.start('k'), message.end('k')) < 0) {
            return Found.GARBAGE;
        }
        long openNs = timeNs(bar.whole('t'));
        long lastNs = timeNs(bar.whole('T'));
        long open = bar.decimal('o');
        long high = bar.decimal('h');
        long low = bar.decimal('l');
        long close = bar.decimal('c');
        long volume = bar.decimal('v');
        boolean times = !isAbsent(openNs) && !isAbsent(lastNs) && bar.has('x');
        boolean prices = !isAbsent(open) && !isAbsent(high) && !isAbsent(low) && !isAbsent(close);
        if (!times || !prices || isAbsent(volume)) {
            return Found.GARBAGE;
        }
        // The venue names a bar's last unit of time; rounded up to a whole second that is its end.
        long secondNs = MS_PER_SECOND * NANOS_PER_MS;
        long closeNs = Math.floorDiv(lastNs, secondNs) * secondNs + secondNs;
        long seconds = (closeNs - openNs) / secondNs;
        if (seconds <= 0 || seconds > Integer.MAX_VALUE >> 3) {
            return Found.GARBAGE;
        }
        int symbol = symbol(message);
        if (symbol < 0 || !bar.isTrue('x')) {
            return Found.OTHER;
        }
        listener.onBar(symbol, (int) seconds, openNs, closeNs, open, high, low, close, volume);
        return Found.EVENT;
    }

    private static boolean hasSymbol(JsonObject message) {
        return message.has('s') && message.isString('s');
    }

    private int symbol(JsonObject message) {
        for (int i = 0; i < symbols.length; i++) {
            if (message.is('s', symbols[i])) {
                return i;
            }
        }
        return -1;
    }

    private static long timeNs(long venue) {
        if (venue < LEAST_MS || venue >= BEYOND_US) {
            return Absent.FIXED;
        }
        return venue < LEAST_US ? venue * NANOS_PER_MS : venue * (NANOS_PER_MS / MS_PER_SECOND);
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAbsent(long value) {
        return value == Absent.FIXED;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
