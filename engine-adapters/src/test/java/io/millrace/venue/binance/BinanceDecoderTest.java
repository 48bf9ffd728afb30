package io.millrace.venue.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.Absent;
import io.millrace.testkit.Seeds;
import io.millrace.venue.binance.BinanceDecoder.Found;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle of values is the venue's documentation, that of numbers is {@link BigDecimal}. */
class BinanceDecoderTest {
    private static final String TRADE =
            "{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"BNBBTC\",\"t\":12345,\"p\":\"0.001\",\"q\":\"100\","
                    + "\"T\":1672515782136,\"m\":true,\"M\":true}";
    private static final String QUOTE =
            "{\"u\":400900217,\"s\":\"BNBUSDT\",\"b\":\"25.35190000\",\"B\":\"31.21000000\",\"a\":\"25.36520000\","
                    + "\"A\":\"40.66000000\"}";
    private static final String KLINE =
            "{\"e\":\"kline\",\"E\":1672515782136,\"s\":\"BNBBTC\",\"k\":{\"t\":1672515780000,\"T\":1672515839999,"
                    + "\"s\":\"BNBBTC\",\"i\":\"1m\",\"f\":100,\"L\":200,\"o\":\"0.0010\",\"c\":\"0.0020\","
                    + "\"h\":\"0.0025\",\"l\":\"0.0015\",\"v\":\"1000\",\"n\":100,\"x\":true,\"q\":\"1.0000\","
                    + "\"V\":\"500\",\"Q\":\"0.500\",\"B\":\"123456\"}}";

    private final List<String> heard = new ArrayList<>();
    private final BinanceDecoder decoder = new BinanceDecoder(List.of("BNBBTC", "BNBUSDT"), new Heard());

    private Found decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decoder.decode(bytes, bytes.length);
    }

    @Test
    void shouldReadTheDocumentedTradePlainAndWrapped() {
        String expected = "trade 0 1672515782136000000 100000 10000000000 12345";
        assertEquals(Found.EVENT, decode(TRADE));
        assertEquals(Found.EVENT, decode("{\"stream\":\"bnbbtc@trade\",\"data\":" + TRADE + "}"));
        assertEquals(Found.EVENT, decode(TRADE.replace("1672515782136", "1672515782136000")));
        assertEquals(Found.EVENT, decode(TRADE.replace("\"m\":true", "\"new\":[{\"p\":[1,\"]}\"]}],\"m\":true")));
        assertEquals(List.of(expected, expected, expected, expected), heard);
    }

    @Test
    void shouldReadTheDocumentedQuoteAndKline() {
        assertEquals(Found.EVENT, decode(QUOTE));
        assertEquals(Found.EVENT, decode(KLINE));
        assertEquals(Found.OTHER, decode(KLINE.replace("\"x\":true", "\"x\":false")));
        assertEquals(
                List.of(
                        "quote 1 400900217 2535190000 3121000000 2536520000 4066000000",
                        "bar 0 60 1672515780000000000 1672515840000000000 100000 250000 150000 200000 100000000000"),
                heard);
    }

    @Test
    void shouldTellAnswersOtherSymbolsAndShutdownApart() {
        assertEquals(Found.OTHER, decode("{\"result\":null,\"id\":1}"));
        assertEquals(Found.REFUSED, decode("{\"code\":2,\"msg\":\"Invalid request\",\"id\":1}"));
        assertEquals(Found.OTHER, decode(TRADE.replace("BNBBTC", "ETHBTC")));
        assertEquals(Found.OTHER, decode(TRADE.replace("trade", "aggTrade")));
        assertEquals(Found.EVENT, decode("{\"e\":\"serverShutdown\",\"E\":1770123456789}"));
        assertEquals(List.of("shutdown"), heard);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-0",
                "-1",
                "NaN",
                "Infinity",
                "",
                ".",
                "1.",
                ".5",
                "1..2",
                "0.123456789",
                "92233720369",
                "999999999999999999",
                "1,5",
                "0x10"
            })
    void shouldRefuseNumbersThatAreNotExactlyThat(String price) {
        assertEquals(Found.GARBAGE, decode(TRADE.replace("\"0.001\"", '"' + price + '"')));
        assertEquals(Found.GARBAGE, decode(TRADE.replace("0.001", "9".repeat(400))));
        assertEquals(List.of(), heard);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{}", "null", "{\"e\":7}", "{\"data\":3}", "{\"e\":\"trade\"}", "{\"k\":{}}"})
    void shouldCallItGarbage(String text) {
        assertEquals(Found.GARBAGE, decode(text));
        assertEquals(Found.GARBAGE, decode("[".repeat(10_000)));
        assertEquals(Found.GARBAGE, decode("{\"data\":".repeat(10_000)));
    }

    @Test
    void shouldReadEveryDecimalExactly() {
        Random random = Seeds.random("BinanceDecoderTest", 28);
        for (int i = 0; i < 10_000; i++) {
            BigDecimal value = BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), random.nextInt(9));
            String text = value.setScale(8).toPlainString() + (random.nextBoolean() ? "0000000000" : "");
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            long expected = value.movePointRight(8).compareTo(BigDecimal.valueOf(999_999_999_999_999_999L)) > 0
                    ? Absent.FIXED
                    : value.movePointRight(8).longValueExact();
            long found = JsonText.decimal(bytes, 0, bytes.length);
            assertTrue(found == expected || (found == Absent.FIXED && text.length() > 18), text + " gave " + found);
        }
    }

    @Test
    void shouldSurviveMutatedMessages() {
        mutate(20_000);
    }

    @Test
    @Tag("slow")
    void shouldSurviveManyMutatedMessages() {
        mutate(200_000);
    }

    /** Never throws; what it gives out has a symbol, a time and no value below zero. */
    private void mutate(int count) {
        Random random = Seeds.random("BinanceDecoderTest", 20_261_121);
        String[] corpus = {
            TRADE, QUOTE, KLINE, "{\"stream\":\"x\",\"data\":" + TRADE + "}", "{\"result\":null,\"id\":1}"
        };
        int events = 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = corpus[random.nextInt(corpus.length)].getBytes(StandardCharsets.US_ASCII);
            int length = bytes.length;
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(length);
                switch (random.nextInt(4)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes[at] = (byte) "{}[]\",:\\0e-".charAt(random.nextInt(11));
                    case 2 -> length = Math.max(1, at);
                    default -> System.arraycopy(bytes, at, bytes, Math.min(at + 1, length - 1), length - at - 1);
                }
            }
            events += decoder.decode(bytes, length) == Found.EVENT ? 1 : 0;
        }
        assertTrue(events > 0 && events < count, events + " of " + count);
    }

    private final class Heard implements MarketDataListener {
        @Override
        public void onTrade(int symbol, long timeNs, long price, long quantity, long tradeId) {
            assertTrue(timeNs > 0 && price >= 0 && quantity >= 0 && tradeId >= 0);
            heard.add("trade " + symbol + " " + timeNs + " " + price + " " + quantity + " " + tradeId);
        }

        @Override
        public void onQuote(int symbol, long updateId, long bid, long bidQuantity, long ask, long askQuantity) {
            assertTrue(bid >= 0 && bidQuantity >= 0 && ask >= 0 && askQuantity >= 0);
            heard.add(
                    "quote " + symbol + " " + updateId + " " + bid + " " + bidQuantity + " " + ask + " " + askQuantity);
        }

        @Override
        public void onBar(
                int symbol,
                int seconds,
                long openNs,
                long closeNs,
                long open,
                long high,
                long low,
                long close,
                long volume) {
            assertTrue(seconds > 0 && closeNs > openNs && open >= 0 && volume >= 0);
            heard.add("bar " + symbol + " " + seconds + " " + openNs + " " + closeNs + " " + open + " " + high + " "
                    + low + " " + close + " " + volume);
        }

        @Override
        public void onShutdown() {
            heard.add("shutdown");
        }
    }
}
