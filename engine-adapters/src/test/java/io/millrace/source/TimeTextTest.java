package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Test
    void shouldAgreeWithJavaTimeOnRandomInstants() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            // A day behind the first year, so that the local date of no offset is before it.
            long second = Instant.parse("1700-01-02T00:00:00Z").getEpochSecond()
                    + (long) (random.nextDouble() * 550 * 365.25 * 86_400 * 0.99);
            Instant instant = Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(36 * 60) - 18 * 60) * 60);
            String word = "seed " + seed + " " + instant;
            LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            assertEquals(nanos(instant), TimeText.parse(instant.toString()), word);
            assertEquals(nanos(instant), TimeText.parse(utc.toString()), word);
            assertEquals(
                    nanos(instant),
                    TimeText.parse(OffsetDateTime.ofInstant(instant, offset).toString()),
                    word);
            assertEquals(second * 1_000_000_000L, TimeText.parse(SPACED.format(utc)), word);
            assertEquals(
                    nanos(utc.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC)),
                    TimeText.parse(utc.toLocalDate().toString()),
                    word);
        }
    }

    @Test
    void shouldTellEpochUnitsApartBySizeAtTheirBounds() {
        assertEquals(99_999_999_999L % 1_000, 999);
        assertEquals(0L, TimeText.parse("0"));
        assertEquals(-1_000_000_000L, TimeText.parse("-1"));
        assertEquals(8_999_999_999L * 1_000_000_000L, TimeText.parse("8999999999"));
        assertEquals(TimeText.INVALID, TimeText.parse("99999999999"));
        assertEquals(100_000_000_000L * 1_000_000L, TimeText.parse("100000000000"));
        assertEquals(TimeText.INVALID, TimeText.parse("99999999999999"));
        assertEquals(100_000_000_000_000L * 1_000L, TimeText.parse("100000000000000"));
        assertEquals(TimeText.INVALID, TimeText.parse("99999999999999999"));
        assertEquals(100_000_000_000_000_000L, TimeText.parse("100000000000000000"));
        assertEquals(1_700_000_000_123_456_789L, TimeText.parse("1700000000123456789"));
        assertEquals(TimeText.INVALID, TimeText.parse("9300000000000000000"));
    }

    @ParameterizedTest
    @CsvSource({
        "1385337600",
        "1385337600000",
        "1385337600000000",
        "1385337600000000000",
        "1385337600.0",
        "2013-11-25",
        "20131125",
        "2013/11/25",
        "2013-11-25 00:00",
        "2013-11-25T00:00Z",
        "2013-11-25 00:00:00.000000",
        "2013-11-25 00:00:00 UTC",
        "2013-11-25 00:00:00+00:00",
        "2013-11-25T01:30:00+0130",
        "2013-11-24T22:00:00-02"
    })
    void shouldReadOneInstantWrittenManyWays(String text) {
        assertEquals(1_385_337_600_000_000_000L, TimeText.parse(text));
    }

    @Test
    void shouldReadFractionsOfAnEpoch() {
        assertEquals(1_385_337_600_250_000_000L, TimeText.parse("1385337600.25"));
        assertEquals(1_385_337_600_250_500_000L, TimeText.parse("1385337600250.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "abc",
                "2013-02-29",
                "2013-13-01",
                "2013-00-10",
                "2013-01-00",
                "2013-01-32",
                "2013-1-1",
                "2013-01-01T",
                "2013-01-01T24:00",
                "2013-01-01T10:60",
                "2013-01-01T10:10:60",
                "2013-01-01T10:10:1",
                "2013-01-01T10:10:10.",
                "2013-01-01T10:10:10.1234567891",
                "2013-01-01X10:10",
                "2013-01-01T10:10+1",
                "2013-01-01T10:10PM",
                "2013-01/01",
                "1.6e12",
                "12,5",
                "1385337600.",
                "1385337600.x",
                "1699-12-31",
                "2251-01-01",
                "99999999999999999999"
            })
    void shouldRefuseWhatIsNoTime(String text) {
        assertEquals(TimeText.INVALID, TimeText.parse(text));
    }

    @Test
    void shouldIncludeTheWholeLastDayOfARange() {
        assertEquals(nanos(Instant.parse("2020-12-31T00:00:00Z")), TimeText.rangeStart("--from", "2020-12-31"));
        assertEquals(nanos(Instant.parse("2021-01-01T00:00:00Z")), TimeText.rangeEnd("--to", "2020-12-31"));
        assertEquals(nanos(Instant.parse("2020-12-31T10:00:00Z")), TimeText.rangeEnd("--to", "2020-12-31T10:00"));
        DataException e = assertThrows(DataException.class, () -> TimeText.rangeStart("--from", "soon"));
        assertEquals(2, e.exitCode());
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
