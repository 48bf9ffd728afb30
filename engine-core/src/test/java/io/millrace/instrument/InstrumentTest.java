package io.millrace.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentTest {
    @Test
    void shouldAllowAnyFractionUnlessToldOtherwise() {
        final Instrument bitcoin =
                Instrument.builder(0, "BTC-USD").assetClass(AssetClass.CRYPTO).build();
        assertTrue(bitcoin.isWholeLots(1));
        assertEquals(Fixed.parse("0.12345678"), bitcoin.floorToLot(Fixed.parse("0.12345678")));
        assertTrue(bitcoin.isOnTick(Fixed.parse("40000.01")));
        assertFalse(bitcoin.isOnTick(Fixed.parse("40000.015")));
    }

    @Test
    void shouldCutToWholeUnits() {
        final Instrument share = Instrument.builder(0, "SPY")
                .wholeUnits()
                .calendar(Instrument.NYSE)
                .build();
        assertEquals(Fixed.parse("3"), share.floorToLot(Fixed.parse("3.99")));
        assertFalse(share.isWholeLots(Fixed.parse("3.5")));
    }

    @Test
    void shouldListEveryViolationAtOnce() {
        final InstrumentBuilder broken = Instrument.builder(-1, "A B")
                .assetClass(null)
                .currency("")
                .tick(0)
                .minQuantity(-5)
                .minNotional(-1)
                .lot(Fixed.ONE / 2)
                .wholeUnits()
                .maxQuantity(0)
                .calendar("XLON");
        final String message =
                assertThrows(IllegalArgumentException.class, broken::build).getMessage();
        for (final String name : List.of(
                "id",
                "symbol",
                "assetClass",
                "currency",
                "tick",
                "lot",
                "minQuantity",
                "minNotional",
                "maxQuantity",
                "XLON")) {
            assertTrue(message.contains(name), name + " is missing in: " + message);
        }
    }

    @Test
    void shouldFindBySymbolAndById() {
        final List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            instruments.add(Instrument.builder(i, "S" + (i * 7919) % 500).build());
        }
        final InstrumentTable table = InstrumentTable.of(instruments);
        for (final Instrument instrument : instruments) {
            assertEquals(instrument.id(), table.idOf(instrument.symbol()));
            assertEquals(instrument, table.get(instrument.id()));
        }
        assertEquals(InstrumentTable.UNKNOWN, table.idOf("none"));
        assertTrue(table.contains(499));
        assertFalse(table.contains(500));
        assertFalse(table.contains(-2));
    }

    @Test
    void shouldRefuseDuplicatesAndGaps() {
        final List<Instrument> instruments = List.of(
                Instrument.builder(0, "A").build(),
                Instrument.builder(2, "B").build(),
                Instrument.builder(2, "A").build());
        final String message = assertThrows(IllegalArgumentException.class, () -> InstrumentTable.of(instruments))
                .getMessage();
        assertTrue(message.contains("the id of B is 2, expected 1"), message);
        assertTrue(message.contains("a symbol of its own"), message);
    }

    @Test
    void shouldRefuseMoreThanTheLimit() {
        final List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i <= InstrumentTable.MAX_INSTRUMENTS; i++) {
            instruments.add(Instrument.builder(i, "S" + i).build());
        }
        final String message = assertThrows(IllegalArgumentException.class, () -> InstrumentTable.of(instruments))
                .getMessage();
        assertTrue(message.contains("at most 4096"), message);
    }
}
