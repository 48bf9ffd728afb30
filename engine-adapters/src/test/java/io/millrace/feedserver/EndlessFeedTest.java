package io.millrace.feedserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.source.DataSpec;
import io.millrace.source.LoadOptions;
import io.millrace.source.TradeSeries;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server without an end: three trades, of which the fourth is the first again. */
@Timeout(60)
class EndlessFeedTest {
    private static final long FIRST_S = 1_600_000_000L;
    private static final Pattern TRADE = Pattern.compile("\"t\":(\\d+),\"p\":\"([0-9.]+)\".*\"T\":(\\d+)");

    @TempDir
    Path dir;

    /** Number, price and time of a trade. */
    private record Heard(long number, String price, long timeMs) {}

    private TradeSeries trades() throws Exception {
        Path file = dir.resolve("X.csv");
        Files.writeString(
                file,
                "timestamp,price,amount,id\n" + FIRST_S + ",10,1,1\n" + (FIRST_S + 1) + ",11,1,2\n" + (FIRST_S + 3)
                        + ",12,1,3\n");
        return DataSpec.parse(file.toString(), Path.of(""))
                .load(LoadOptions.DEFAULTS)
                .trades()
                .get(0);
    }

    private static Heard heard(String text) {
        Matcher trade = TRADE.matcher(text);
        assertTrue(trade.find(), text);
        return new Heard(Long.parseLong(trade.group(1)), trade.group(2), Long.parseLong(trade.group(3)));
    }

    private List<Heard> hear(FeedPlan plan, int count) throws Exception {
        List<Heard> heard = new CopyOnWriteArrayList<>();
        CountDownLatch left = new CountDownLatch(count);
        try (FeedServer server = FeedServer.start(0, trades(), "XUSD", plan)) {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + server.port() + "/ws/xusd@trade"), new WebSocket.Listener() {
                                private final StringBuilder whole = new StringBuilder();

                                @Override
                                public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                                    whole.append(part);
                                    if (last) {
                                        heard.add(heard(whole.toString()));
                                        whole.setLength(0);
                                        left.countDown();
                                    }
                                    from.request(1);
                                    return null;
                                }
                            })
                    .get(10, TimeUnit.SECONDS);
            assertTrue(left.await(20, TimeUnit.SECONDS), heard.toString());
            assertFalse(server.isOver());
            socket.abort();
        }
        return heard.subList(0, count);
    }

    @Test
    void shouldBeginAgainWithTimesAndNumbersThatGoOn() throws Exception {
        long[] seconds = {0, 1, 3, 4, 5, 7, 8, 9, 11, 12};
        List<Heard> heard = hear(FeedPlan.fast().withLoop(true), seconds.length);
        for (int i = 0; i < seconds.length; i++) {
            assertEquals(i + 1, heard.get(i).number());
            assertEquals(10 + i % 3, Integer.parseInt(heard.get(i).price()));
            assertEquals((FIRST_S + seconds[i]) * 1_000, heard.get(i).timeMs());
        }
    }

    @Test
    void shouldKeepARateWithThePresentTime() throws Exception {
        long begun = System.currentTimeMillis();
        List<Heard> heard = hear(FeedPlan.fast().withLoop(true).withNow(true).withRate(500), 300);
        for (int i = 0; i < heard.size(); i++) {
            assertEquals(i + 1, heard.get(i).number());
            assertEquals(heard.get(0).timeMs() + 2L * i, heard.get(i).timeMs());
        }
        assertTrue(heard.get(0).timeMs() >= begun);
        assertTrue(System.currentTimeMillis() - begun >= 598, "no faster than asked");
    }
}
