package io.millrace.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VenueSymbolTest {
    private static final VenueSymbol BTC = new VenueSymbol(3, "BTCUSDT", 2, 5);

    @Test
    void shouldRoundEveryNumberToTheSafeSide() {
        final long price = Fixed.parse("100.126");
        assertEquals("100.12", BTC.priceText(BTC.limitPrice(Side.BUY, price)));
        assertEquals("100.13", BTC.priceText(BTC.limitPrice(Side.SELL, price)));
        // Protecting a long: sells when the price falls to it, so earlier is higher.
        assertEquals("100.13", BTC.priceText(BTC.stopPrice(Side.SELL, true, price)));
        assertEquals("100.12", BTC.priceText(BTC.stopPrice(Side.BUY, true, price)));
        assertEquals("100.12", BTC.priceText(BTC.stopPrice(Side.SELL, false, price)));
        assertEquals("100.13", BTC.priceText(BTC.stopPrice(Side.BUY, false, price)));
        assertEquals("0.12345", BTC.quantityText(BTC.quantity(Fixed.parse("0.123459"))));
        assertEquals(0, BTC.quantity(Fixed.parse("0.00000999")));
    }

    @Test
    void shouldRoundLikeADecimalNumber() {
        final long seed = Long.getLong("seed", 20261121L);
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            final VenueSymbol symbol = new VenueSymbol(0, "X", random.nextInt(9), random.nextInt(9));
            final long value = Math.abs(random.nextLong() >> (2 + random.nextInt(60)));
            final String where = "seed " + seed + " case " + i + " of " + value;
            final BigDecimal exact = BigDecimal.valueOf(value, 8);
            assertEquals(
                    exact.setScale(symbol.priceDecimals(), RoundingMode.FLOOR).toPlainString(),
                    symbol.priceText(symbol.limitPrice(Side.BUY, value)),
                    where);
            assertEquals(
                    exact.setScale(symbol.priceDecimals(), RoundingMode.CEILING).toPlainString(),
                    symbol.priceText(symbol.limitPrice(Side.SELL, value)),
                    where);
            assertEquals(
                    exact.setScale(symbol.quantityDecimals(), RoundingMode.FLOOR)
                            .toPlainString(),
                    symbol.quantityText(symbol.quantity(value)),
                    where);
        }
    }

    @Test
    void shouldFindByEitherName() {
        final VenueSymbols symbols = VenueSymbols.of(List.of(BTC, new VenueSymbol(0, "ETHUSDT", 2, 4)));
        assertEquals(BTC, symbols.of(3));
        assertEquals(BTC, symbols.named("BTCUSDT"));
        assertNull(symbols.of(1));
        assertNull(symbols.of(4));
        assertNull(symbols.named("btcusdt"));
    }

    @Test
    void shouldListEverythingThatIsWrong() {
        final String message = assertThrows(IllegalArgumentException.class, () -> new VenueSymbol(-1, " X", 9, -1))
                .getMessage();
        for (final String part : List.of("instrument is -1", "symbol is", "priceDecimals is 9", "quantityDecimals")) {
            assertTrue(message.contains(part), message);
        }
        final String twice = assertThrows(
                        IllegalArgumentException.class,
                        () -> VenueSymbols.of(
                                List.of(BTC, new VenueSymbol(3, "XBT", 1, 1), new VenueSymbol(4, "XBT", 1, 1))))
                .getMessage();
        assertTrue(twice.contains("instrument 3 is named BTCUSDT and XBT"), twice);
        assertTrue(twice.contains("symbol XBT stands for instruments 3 and 4"), twice);
        assertThrows(IllegalArgumentException.class, () -> BTC.priceText(1));
    }
}
