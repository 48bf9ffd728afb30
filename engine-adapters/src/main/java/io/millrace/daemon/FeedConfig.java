package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.engine.EngineConfig;
import io.millrace.net.LinkConfig;
import io.millrace.venue.binance.BinanceStreams;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code feeds.*}: where live market data comes from. Immutable.
 *
 * @param link the connection
 * @param symbols as the venue spells them
 * @param instruments id of each symbol's instrument
 * @param streams what is wanted of each
 * @param clock what stamps the rows
 * @param tickMs time passes in the engine at least so often; 0 = only with rows
 * @param graceMs a bar ends with a tick only so long after its end, because the last trades come a little late
 */
public record FeedConfig(
        LinkConfig link,
        List<String> symbols,
        List<Integer> instruments,
        List<String> streams,
        FeedClock clock,
        long tickMs,
        long graceMs) {
    static final String ROOT = "feeds";

    private static final String FIRST = ROOT + ".0.";
    private static final String NO_ADDRESS = "wss://unset";
    private static final int MIB = 1 << 20;
    private static final int LONGEST_MS = 3_600_000;

    public FeedConfig {
        symbols = List.copyOf(symbols);
        instruments = List.copyOf(instruments);
        streams = List.copyOf(streams);
    }

    /** True when the settings name a live feed. */
    static boolean isGiven(Settings settings) {
        return settings.all().stream().anyMatch(setting -> setting.key().startsWith(FIRST));
    }

    /** The feed of settings that were checked before. */
    static FeedConfig of(Settings all, EngineConfig engine, boolean once) {
        Settings own = new Settings();
        all.all().stream()
                .filter(setting -> setting.key().startsWith(ROOT + "."))
                .forEach(setting -> own.put(setting.key(), setting.value(), setting.origin()));
        SettingsReader reader = new SettingsReader(own);
        FeedConfig feed = read(reader, engine, once);
        reader.finish();
        return feed;
    }

    /**
     * Reads the section; violations go to the reader.
     *
     * @param engine whose instruments the symbols are; null = not known now
     */
    static FeedConfig read(SettingsReader reader, EngineConfig engine, boolean once) {
        reader.oneOf(FIRST + "kind", "binance", List.of("binance"));
        String address = reader.required(FIRST + "url", "an address such as wss://stream.binance.com:9443/ws");
        long idleMs = reader.whole(FIRST + "idleMs", 30_000, 100, LONGEST_MS);
        int maxBytes = reader.integer(FIRST + "maxMessageBytes", MIB, 1_024, 64 * MIB);
        String clock = reader.oneOf(FIRST + "clock", "wall", List.of("wall", "venue"));
        List<String> symbols = new ArrayList<>();
        List<Integer> instruments = new ArrayList<>();
        readSymbols(reader, engine, symbols, instruments);
        List<String> streams = new ArrayList<>();
        for (String stream : words(reader.text(FIRST + "streams", "trade"))) {
            streams.add(stream);
            if (!BinanceStreams.isStream(stream)) {
                reader.violation(reader.where(FIRST + "streams") + " has \"" + stream
                        + "\"; expected trade, bookTicker or kline_1m and other lengths");
            }
        }
        return new FeedConfig(
                LinkConfig.of(address(reader, address), idleMs, maxBytes, once),
                symbols,
                instruments,
                streams,
                FeedClock.valueOf(clock.toUpperCase(Locale.ROOT)),
                reader.whole(ROOT + ".tickMs", 1_000, 0, LONGEST_MS),
                reader.whole(ROOT + ".graceMs", 500, 0, LONGEST_MS));
    }

    private static URI address(SettingsReader reader, String address) {
        try {
            URI uri = URI.create(address.isEmpty() ? NO_ADDRESS : address);
            String problem = LinkConfig.problem(uri);
            if (problem == null) {
                return uri;
            }
            reader.violation(reader.where(FIRST + "url") + " is " + problem);
        } catch (IllegalArgumentException e) {
            reader.violation(reader.where(FIRST + "url") + " is \"" + address + "\"; expected a wss:// address");
        }
        return URI.create(NO_ADDRESS);
    }

    /** Each is VENUE=INSTRUMENT, or the venue's name alone where it is the instrument's but for the dash. */
    private static void readSymbols(
            SettingsReader reader, EngineConfig engine, List<String> symbols, List<Integer> instruments) {
        String key = FIRST + "symbols";
        for (String pair : words(reader.required(key, "symbols such as BTCUSDT=BTC-USD"))) {
            int equals = pair.indexOf('=');
            String venue = equals < 0 ? pair : pair.substring(0, equals);
            if (!BinanceStreams.isSymbol(venue)) {
                reader.violation(reader.where(key) + " has \"" + pair + "\"; expected such as BTCUSDT=BTC-USD");
                continue;
            }
            symbols.add(venue.toUpperCase(Locale.ROOT));
            if (engine != null) {
                int id = instrument(engine, equals < 0 ? venue : pair.substring(equals + 1), equals < 0);
                instruments.add(id);
                if (id < 0) {
                    reader.violation(reader.where(key) + " has \"" + pair
                            + "\", which is no instrument of the configuration;"
                            + " add it to instruments, or name one as in"
                            + " BTCUSDT=BTC-USD");
                }
            }
        }
    }

    private static int instrument(EngineConfig engine, String name, boolean loosely) {
        for (int i = 0; i < engine.instruments().size(); i++) {
            String symbol = engine.instruments().get(i).symbol();
            String compared = loosely ? symbol.replaceAll("[^A-Za-z0-9]", "") : symbol;
            if (compared.equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split("[,\\s]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
