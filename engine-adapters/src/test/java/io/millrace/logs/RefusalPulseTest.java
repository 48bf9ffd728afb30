package io.millrace.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.inspect.DecodedField;
import io.millrace.inspect.DecodedMessage;
import io.millrace.inspect.FieldKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalPulseTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private static DecodedMessage decision(String orderId, String control, String action) {
        return new DecodedMessage(
                "output",
                "RiskDecision",
                List.of(
                        new DecodedField("orderId", orderId, FieldKind.WHOLE),
                        new DecodedField("control", control, FieldKind.TEXT),
                        new DecodedField("action", action, FieldKind.TEXT)));
    }

    @Test
    void shouldTellOfTheFirstAndThenOnceAMinuteForEachControl() {
        RefusalPulse pulse = new RefusalPulse();
        DecodedMessage value = decision("7", "MAX_ORDER_VALUE", "REJECT");
        assertEquals(1, pulse.due(value, 0));
        assertEquals(0, pulse.due(value, SECOND_NS));
        assertEquals(1, pulse.due(decision("8", "PRICE_COLLAR", "REJECT"), SECOND_NS));
        assertEquals(0, pulse.due(value, 59 * SECOND_NS));
        assertEquals(3, pulse.due(value, 60 * SECOND_NS));
        assertEquals(0, pulse.due(value, 61 * SECOND_NS));
    }

    @Test
    void shouldLeaveOutWhatIsSentAndWhatIsNoOrder() {
        RefusalPulse pulse = new RefusalPulse();
        for (String action : List.of("PASS", "SCALE", "REDUCE")) {
            assertEquals(0, pulse.due(decision("7", "CANARY", action), 0), action);
        }
        assertEquals(0, pulse.due(decision("-1", "DAILY_LOSS", "HALT"), 0));
        assertEquals(0, pulse.due(decision("0", "DAILY_LOSS", "HALT"), 0));
        assertEquals(0, pulse.due(decision(null, "DAILY_LOSS", "HALT"), 0));
    }
}
