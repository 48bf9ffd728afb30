package io.millrace.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeframeTest {
    @ParameterizedTest
    @CsvSource({
        "1s,1,1s",
        "60s,60,1m",
        "1m,60,1m",
        "5m,300,5m",
        "90m,5400,90m",
        "1h,3600,1h",
        "4H,14400,4h",
        "24h,86400,1d",
        "1d,86400,1d",
        "1D,86400,1d",
        "7d,604800,1w",
        "1w,604800,1w",
        "366d,31622400,366d"
    })
    void shouldParseAndFormat(final String text, final int seconds, final String shortest) {
        final Timeframe timeframe = Timeframe.parse(text);
        assertEquals(seconds, timeframe.seconds());
        assertEquals(shortest, timeframe.format());
        assertEquals(timeframe, Timeframe.parse(timeframe.format()));
        assertEquals(seconds * 1_000_000_000L, timeframe.nanos());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m",
                "5",
                "1M",
                "0m",
                "-1m",
                "1.5h",
                "367d",
                "99999999w",
                "999999999s",
                "1 m",
                "m1",
                "1y",
                "0t",
                "268435456v",
                "1_",
                "1.5v"
            })
    void shouldRefuseAndNameTheText(final String text) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Timeframe.parse(text));
        assertTrue(e.getMessage().contains('"' + text + '"'), e.getMessage());
        assertTrue(e.getMessage().contains("such as 1m"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"100t,TICKS,100", "1t,TICKS,1", "50v,VOLUME,50", "50V,VOLUME,50", "1000000q,VALUE,1000000"})
    void shouldParseBarsThatAreNotOfTime(final String text, final BarKind kind, final int count) {
        final Timeframe timeframe = Timeframe.parse(text);
        assertEquals(kind, timeframe.kind());
        assertEquals(count, timeframe.count());
        assertEquals(text.toLowerCase(java.util.Locale.ROOT), timeframe.format());
        assertEquals(timeframe, new Timeframe(timeframe.code()));
        assertTrue(timeframe.code() > Timeframe.MAX_SECONDS, "codes do not meet seconds");
        assertThrows(IllegalStateException.class, timeframe::nanos);
    }

    @Test
    void shouldKnowWhatCanBeMadeOfWhat() {
        final int minute = 60;
        assertTrue(Timeframe.isMadeOf(300, minute));
        assertFalse(Timeframe.isMadeOf(90, minute));
        assertFalse(Timeframe.isMadeOf(code("60t"), minute));
        assertTrue(Timeframe.isMadeOf(code("59v"), minute));
        assertTrue(Timeframe.isMadeOf(code("59q"), minute));
        assertFalse(Timeframe.isMadeOf(code("100v"), code("10v")));
        assertFalse(Timeframe.isMadeOf(code("100v"), 0));
    }

    private static int code(final String text) {
        return Timeframe.parse(text).code();
    }

    @Test
    void shouldRefuseLengthsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new Timeframe(-1));
        assertThrows(IllegalArgumentException.class, () -> new Timeframe(1 << 28));
        assertThrows(IllegalArgumentException.class, () -> new Timeframe(1 << 30));
        assertThrows(IllegalArgumentException.class, () -> Timeframe.of(BarKind.TICKS, 0));
        assertThrows(IllegalArgumentException.class, () -> Timeframe.of(BarKind.TICKS, 1 << 28));
        assertThrows(IllegalArgumentException.class, () -> new Timeframe(0));
        assertThrows(IllegalArgumentException.class, () -> new Timeframe(Timeframe.MAX_SECONDS + 1));
    }
}
