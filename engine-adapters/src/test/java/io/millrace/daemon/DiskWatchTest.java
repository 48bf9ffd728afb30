package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.Messages;
import io.millrace.event.codec.ResourcesDecoder;
import io.millrace.event.codec.RunMode;
import io.millrace.pipeline.Inlet;
import io.millrace.risk.ResourceLimits;
import io.millrace.risk.RiskLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine hears of the disk: once when it runs short, once when there is enough again. */
class DiskWatchTest {
    private static final long OFF = RiskLimits.UNLIMITED;

    private final Inlet inlet = new Inlet(64 * 1024);
    private final EngineDoor door = new EngineDoor(inlet, 1);

    private List<Double> told(ResourceLimits limits, long... freeMb) {
        door.open(1_000, RunMode.PAPER);
        DiskWatch watch = new DiskWatch(Path.of("."), door, limits);
        for (long free : freeMb) {
            watch.observe(free);
        }
        List<Double> told = new ArrayList<>();
        ResourcesDecoder resources = new ResourcesDecoder();
        while (inlet.advance()) {
            if (Messages.templateId(inlet.buffer(), inlet.offset()) == ResourcesDecoder.TEMPLATE_ID) {
                resources.wrap(
                        inlet.buffer(),
                        inlet.offset() + Messages.HEADER_LENGTH,
                        ResourcesDecoder.BLOCK_LENGTH,
                        ResourcesDecoder.SCHEMA_VERSION);
                told.add(resources.freeDiskMb());
            }
        }
        return told;
    }

    @Test
    void shouldTellWhenTheLimitIsCrossedOnly() {
        ResourceLimits limits = new ResourceLimits(OFF, 1_000, OFF);
        assertEquals(List.of(999.0, 1_000.0, 0.0), told(limits, 1_001, 1_000, 999, 998, 1_000, 1_001, 0));
    }

    @Test
    void shouldTellNothingWithoutALimit() {
        assertEquals(List.of(), told(ResourceLimits.off(), 1, 0));
    }
}
