package io.millrace.proof;

import io.millrace.engine.StepListener;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.BarFrameDecoder;
import io.millrace.event.codec.QuarantineDecoder;
import io.millrace.fixed.Fixed;
import java.util.Map;
import java.util.TreeMap;

/** The bars that the indicators of a run saw, by instrument and timeframe. */
final class BarHistory implements StepListener {
    private final Map<Long, BarColumns> series = new TreeMap<>();
    private final MessageCursor cursor = new MessageCursor();
    private final BarDecoder bar = new BarDecoder();
    private final BarFrameDecoder frame = new BarFrameDecoder();

    @Override
    public void onStep(final Step step) {
        boolean refused = false;
        cursor.frames(step);
        while (cursor.next()) {
            refused |= cursor.templateId() == QuarantineDecoder.TEMPLATE_ID;
            if (cursor.templateId() == BarFrameDecoder.TEMPLATE_ID) {
                frame.wrap(step.buffer(), cursor.block(), cursor.blockLength(), cursor.version());
                of((int) frame.instrument(), (int) frame.timeframeSeconds())
                        .add(
                                frame.openTime(),
                                frame.closeTime(),
                                Fixed.toDouble(frame.openPrice()),
                                Fixed.toDouble(frame.highPrice()),
                                Fixed.toDouble(frame.lowPrice()),
                                Fixed.toDouble(frame.closePrice()),
                                Fixed.toDouble(frame.volume()));
            }
        }
        if (!refused && step.inputTemplate() == BarDecoder.TEMPLATE_ID) {
            bar.wrap(step.buffer(), step.inputBlock(), BarDecoder.BLOCK_LENGTH, BarDecoder.SCHEMA_VERSION);
            of((int) bar.instrument(), (int) bar.timeframeSeconds())
                    .add(
                            bar.openTime(),
                            bar.eventTime(),
                            Fixed.toDouble(bar.openPrice()),
                            Fixed.toDouble(bar.highPrice()),
                            Fixed.toDouble(bar.lowPrice()),
                            Fixed.toDouble(bar.closePrice()),
                            Fixed.toDouble(bar.volume()));
        }
    }

    /** The bars of a stream; empty when it had none. */
    BarColumns of(final int instrument, final int timeframe) {
        return series.computeIfAbsent(((long) instrument << 32) | timeframe, any -> new BarColumns());
    }
}
