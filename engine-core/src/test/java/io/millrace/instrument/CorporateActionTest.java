package io.millrace.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fixed.Fixed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorporateActionTest {
    private static final String APPLE = "2020-08-07 dividend 0.82, 2020-08-31 split 4:1, 2020-11-06 dividend 0.205";

    @Test
    void shouldReadAndWriteAList() {
        final List<CorporateAction> actions = CorporateAction.parse(APPLE);
        assertEquals(
                List.of(
                        CorporateAction.dividend(LocalDate.of(2020, 8, 7), Fixed.parse("0.82")),
                        CorporateAction.split(LocalDate.of(2020, 8, 31), 4, 1),
                        CorporateAction.dividend(LocalDate.of(2020, 11, 6), Fixed.parse("0.205"))),
                actions);
        assertEquals(APPLE, CorporateAction.format(actions));
        assertEquals(List.of(), CorporateAction.parse(" "));
        assertEquals("", CorporateAction.format(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-08-31",
                "2020-08-31 split",
                "2020-08-31 split 4",
                "2020-08-31 split 4:1:1",
                "2020-08-31 split 1:1",
                "2020-08-31 split 0:1",
                "2020-08-31 split 4:-1",
                "2020-08-31 split 4:x",
                "2020-02-30 split 4:1",
                "2020-08-31 merger 4:1",
                "2020-08-31 dividend 0",
                "2020-08-31 dividend -1",
                "2020-08-31 dividend much",
                "2020-08-31 split 4:1,",
                "2020-08-31 split 4:1, 2020-08-07 dividend 0.82"
            })
    void shouldRefuseAndNameWhatIsNoAction(final String text) {
        final String message = assertThrows(IllegalArgumentException.class, () -> CorporateAction.parse(text))
                .getMessage();
        assertTrue(message.contains("expected actions such as"), message);
    }

    @Test
    void shouldRefuseAnExDateWithoutASession() {
        final InstrumentBuilder builder = Instrument.builder(0, "AAPL")
                .calendar("NYSE")
                .actions(CorporateAction.split(LocalDate.of(2020, 8, 30), 4, 1));
        final String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains("2020-08-30 split 4:1") && message.contains("NYSE"), message);
    }

    @Test
    void shouldTakeEffectAtTheOpenOfTheExDateOnceAndInOrder() {
        final ActionSchedule schedule = new ActionSchedule(InstrumentTable.of(List.of(
                Instrument.builder(0, "A")
                        .actions(CorporateAction.parse("2020-08-31 split 3:2").get(0))
                        .build(),
                Instrument.builder(1, "AAPL")
                        .calendar("NYSE")
                        .actions(CorporateAction.parse(APPLE).toArray(new CorporateAction[0]))
                        .build())));
        final List<String> told = new ArrayList<>();
        final ActionListener out = new ActionListener() {
            @Override
            public void onSplit(final int instrument, final int to, final int from, final long exTimeNs) {
                told.add(instrument + " " + to + ":" + from + " " + Instant.ofEpochSecond(exTimeNs / 1_000_000_000L));
            }

            @Override
            public void onDividend(final int instrument, final long cash, final long exTimeNs) {
                told.add(instrument + " " + Fixed.format(cash));
            }
        };
        final long openNs = Instant.parse("2020-08-31T13:30:00Z").getEpochSecond() * 1_000_000_000L;
        assertTrue(schedule.isDue(openNs));
        schedule.advance(openNs - 1, out);
        assertEquals(List.of("1 0.82", "0 3:2 2020-08-31T00:00:00Z"), told);
        assertFalse(schedule.isDue(openNs - 1));
        assertTrue(schedule.isDue(openNs));
        told.clear();
        schedule.advance(openNs, out);
        assertEquals(List.of("1 4:1 2020-08-31T13:30:00Z"), told);
        schedule.advance(openNs, out);
        assertEquals(1, told.size());
        told.clear();
        schedule.repeat(1, openNs, out);
        assertEquals(List.of(), told);
        schedule.repeat(1, openNs - 1, out);
        schedule.repeat(0, openNs - 1, out);
        assertEquals(List.of("1 4:1 2020-08-31T13:30:00Z"), told);
        told.clear();
        schedule.advance(Long.MAX_VALUE - 1, out);
        assertEquals(List.of("1 0.205"), told);
        assertFalse(schedule.isDue(Long.MAX_VALUE - 1));
    }

    /** Prices before a 4:1 split and a dividend of 1 on 100, in the units of after them. */
    @Test
    void shouldJoinTheSeriesWithoutKnowingTheFuture() {
        final PriceAdjustment adjustment = new PriceAdjustment(1);
        adjustment.onPrice(0, 400 * Fixed.ONE);
        final double before = adjustment.adjusted(0, 400 * Fixed.ONE);
        assertEquals(400, before, "an action that has not come yet changes nothing");
        adjustment.onSplit(0, 4, 1, 0);
        assertEquals(400, adjustment.adjusted(0, 100 * Fixed.ONE), 1e-9);
        assertEquals(100, adjustment.backAdjusted(0, before), 1e-9);
        adjustment.onPrice(0, 100 * Fixed.ONE);
        adjustment.onDividend(0, Fixed.ONE, 0);
        assertEquals(99, adjustment.backAdjusted(0, before), 1e-9);
        assertEquals(before, adjustment.adjusted(0, 99 * Fixed.ONE), 1e-9);
    }
}
