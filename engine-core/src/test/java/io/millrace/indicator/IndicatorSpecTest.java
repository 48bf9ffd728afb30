package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorSpecTest {
    private static final IndicatorRegistry REGISTRY = IndicatorRegistry.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sma(50)|sma(50)",
                " SMA ( 50 , Close ) |sma(50)",
                "sma|sma(20)",
                "sma()|sma(20)",
                "sma(volume)|sma(20,volume)",
                "rmax(20,high)|rmax(20)",
                "rmax(20,close)|rmax(20,close)",
                "atr(14.0)|atr(14)",
                "tr|tr",
                "tr()|tr",
                "rsi(1e1).value|rsi(10)"
            })
    void shouldHaveOneText(final String given, final String canonical) {
        final IndicatorSpec spec = REGISTRY.parse(given);
        assertEquals(canonical, spec.text());
        assertEquals(spec, REGISTRY.parse(spec.text()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "smaa(50)|unknown; did you mean 'sma'",
                "|did you mean",
                "rsx(2)|did you mean 'rsi'",
                "sma(50,3)|2 parameters given, 1 expected; write sma(period[,input])",
                "tr(3)|1 parameters given, 0 expected; write tr()",
                "sma(0)|period is 0; expected a whole number from 1 to 100000",
                "sma(2.5)|period is 2.5; expected a whole number",
                "sma(1e9)|period is 1000000000; expected",
                "sma(-1e999)|period is -Infinity; expected",
                "sma(50d)|argument 1 is '50d'; expected a number",
                "sma(0x32)|argument 1 is '0x32'; expected a number",
                "sma(50,hihg)|input 'hihg' is unknown; expected open, high, low, close or volume",
                "sma(50,bar)|input 'bar' does not apply",
                "atr(14,high)|input 'high' does not apply; expected atr(period)",
                "sma(x,50)|argument 1 is 'x'; expected a number",
                "sma(50|brackets do not match",
                "sma)50(|brackets do not match",
                "sma(50)x|'x' after the bracket is not understood",
                "sma(,)|argument 1 is ''; expected a number",
                "sma(50).upper|output 'upper' is unknown; expected one of [value]"
            })
    void shouldSayWhatIsWrong(final String given, final String complaint) {
        final String text = given == null ? "" : given;
        final String message = assertThrows(IllegalArgumentException.class, () -> REGISTRY.parse(text))
                .getMessage();
        assertTrue(message.contains("\"" + text + "\"") && message.contains(complaint), message);
    }

    @Test
    void shouldNameOutputs() {
        final IndicatorRegistry registry = new IndicatorRegistry(List.of(Pair.DEFINITION));
        final IndicatorSpec low = registry.parse("pair(2.50).low");
        assertEquals("pair(2.5).low", low.text());
        final IndicatorBank bank = new IndicatorBank();
        final int stream = bank.addStream();
        assertEquals(1, bank.request(stream, low));
        assertEquals(0, bank.request(stream, registry.parse("pair(2.5)")));
        bank.update(stream, 0, 4, 5, 3, 4, 0);
        assertEquals(2, bank.count(stream));
        assertEquals(7.5, bank.value(stream, 0));
        assertEquals(0.5, bank.value(stream, 1));
    }

    @Test
    void shouldRefuseTwoOfOneName() {
        final List<IndicatorDefinition> twice = List.of(Pair.DEFINITION, Pair.DEFINITION);
        assertThrows(IllegalArgumentException.class, () -> new IndicatorRegistry(twice));
    }

    /** High plus and low minus a margin: an indicator of two outputs and a parameter that is not whole. */
    private static final class Pair extends MultiIndicator {
        static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
                "pair",
                "bar with a margin",
                "high + m, low - m",
                "made up",
                List.of(new IndicatorParameter("margin", false, 0, 10, 1, "added on both sides")),
                BarInput.BAR,
                List.of("high", "low"),
                spec -> new Pair(spec.real(0)));

        private final double margin;

        private Pair(final double margin) {
            super(1, 1, 2);
            this.margin = margin;
        }

        @Override
        public void update(final double input, final BarValues bar) {
            emit(0, bar.high() + margin);
            emit(1, bar.low() - margin);
        }

        @Override
        public void writeState(final StateSink sink) {
            sink.putDouble(value());
            sink.putDouble(value(1));
        }

        @Override
        public void readState(final StateSource source) {
            throw new UnsupportedOperationException("not saved");
        }
    }
}
