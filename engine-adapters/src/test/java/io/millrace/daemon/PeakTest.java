package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PeakTest {
    @Test
    void shouldGiveTheLargestSinceItWasAskedLast() {
        Peak peak = new Peak();
        peak.note(0.25);
        peak.note(0.75);
        peak.note(0.5);
        assertEquals(0.75, peak.take());
        assertEquals(0, peak.take());
    }
}
