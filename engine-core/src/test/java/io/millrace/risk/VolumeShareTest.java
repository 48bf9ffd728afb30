package io.millrace.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.StateBuffer;
import io.millrace.fixed.Fixed;
import org.junit.jupiter.api.Test;

/** A control read back must write what the first wrote, and one trade must not silence minutes for ever. */
class VolumeShareTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final FlowLimits LIMITS = new FlowLimits(
            Fixed.ONE / 100,
            RiskLimits.UNLIMITED,
            false,
            RiskLimits.UNLIMITED,
            RiskLimits.UNLIMITED,
            RiskLimits.UNLIMITED);

    private static long[] state(final VolumeShare share) {
        final StateBuffer buffer = new StateBuffer();
        share.writeState(buffer);
        final long[] all = new long[50];
        for (int i = 0; i < all.length; i++) {
            all[i] = buffer.getLong();
        }
        return all;
    }

    private static long volume(final VolumeShare share) {
        final long[] all = state(share);
        long sum = 0;
        for (int i = 0; i < 24; i++) {
            sum += all[2 * i + 1];
        }
        return sum;
    }

    /** A day of 2,400, then minutes: twelve hours later half of the day has left, and the minutes have come. */
    @Test
    void shouldLetADayGoHourByHour() {
        final VolumeShare share = new VolumeShare(LIMITS, 1);
        share.onVolume(0, 2_400, 86_400, 1_000 * HOUR_NS);
        assertEquals(2_400, share.traded(0, 1_000));
        for (int minute = 1; minute <= 12 * 60; minute++) {
            share.onVolume(0, 1, 60, 1_000 * HOUR_NS + minute * HOUR_NS / 60);
        }
        assertEquals(1_200 + 720, share.traded(0, 1_012));
        final VolumeShare week = new VolumeShare(LIMITS, 1);
        week.onVolume(0, 7 * 2_400, 7 * 86_400, 1_000 * HOUR_NS);
        assertEquals(2_400, week.traded(0, 1_000));
    }

    @Test
    void shouldCountCoarserBarsAgainWhenNothingFinerCameForADay() {
        final VolumeShare share = new VolumeShare(LIMITS, 1);
        share.onVolume(0, 1, 0, 1_000 * HOUR_NS);
        share.onVolume(0, 500, 60, 1_024 * HOUR_NS);
        assertEquals(1, volume(share));
        final VolumeShare again = new VolumeShare(LIMITS, 1);
        final StateBuffer saved = new StateBuffer();
        share.writeState(saved);
        again.readState(saved);
        again.onVolume(0, 100, 60, 1_024 * HOUR_NS + 1);
        again.onVolume(0, 900, 3_600, 1_024 * HOUR_NS + 2);
        assertEquals(100, volume(again));
    }
}
