package io.millrace.venue.binance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What to ask the venue's stream server for. Any thread. */
public final class BinanceStreams {
    /** The venue takes five messages a second from a client; one message names at most so many streams. */
    private static final int STREAMS_A_MESSAGE = 200;

    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9]{2,20}");
    private static final Pattern STREAM =
            Pattern.compile("trade|bookTicker|kline_(1s|1m|3m|5m|15m|30m|1h|2h|4h|6h|8h|12h|1d)");

    private BinanceStreams() {}

    public static boolean isSymbol(String text) {
        return SYMBOL.matcher(text).matches();
    }

    /** True for the streams that can be decoded. */
    public static boolean isStream(String text) {
        return STREAM.matcher(text).matches();
    }

    /** The messages that subscribe to these streams of these symbols. */
    public static List<String> subscriptions(List<String> symbols, List<String> streams) {
        List<String> names = new ArrayList<>();
        for (String symbol : symbols) {
            for (String stream : streams) {
                names.add('"' + symbol.toLowerCase(Locale.ROOT) + '@' + stream + '"');
            }
        }
        List<String> messages = new ArrayList<>();
        for (int from = 0; from < names.size(); from += STREAMS_A_MESSAGE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + STREAMS_A_MESSAGE));
            messages.add("{\"method\":\"SUBSCRIBE\",\"params\":[" + String.join(",", some) + "],\"id\":"
                    + (messages.size() + 1) + "}");
        }
        return messages;
    }
}
