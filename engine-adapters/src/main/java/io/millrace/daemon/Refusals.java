package io.millrace.daemon;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders that risk refused, by control, since the journal began. Written and read as the state it is part of. */
final class Refusals implements Stateful {
    private static final RiskControl[] CONTROLS = RiskControl.values();

    private final long[] counts = new long[CONTROLS.length];
    private final long[] lastNs = new long[CONTROLS.length];

    /**
     * What one control refused.
     *
     * @param lastNs engine time of the newest
     */
    record ByControl(RiskControl control, long count, long lastNs) {}

    void onDecision(RiskDecisionDecoder decision, long nowNs) {
        if (decision.orderId() <= 0) {
            return;
        }
        switch (decision.action()) {
            case PASS, SCALE, REDUCE -> {
                // Something of the order is sent.
            }
            default -> {
                counts[decision.control().ordinal()]++;
                lastNs[decision.control().ordinal()] = nowNs;
            }
        }
    }

    /** Those that refused something, the most frequent first. */
    List<ByControl> list() {
        List<ByControl> list = new ArrayList<>();
        for (RiskControl control : CONTROLS) {
            if (counts[control.ordinal()] > 0) {
                list.add(new ByControl(control, counts[control.ordinal()], lastNs[control.ordinal()]));
            }
        }
        list.sort(Comparator.comparingLong(ByControl::count).reversed());
        return List.copyOf(list);
    }

    @Override
    public void writeState(StateSink sink) {
        for (int i = 0; i < CONTROLS.length; i++) {
            sink.putLong(counts[i]);
            sink.putLong(lastNs[i]);
        }
    }

    @Override
    public void readState(StateSource source) {
        for (int i = 0; i < CONTROLS.length; i++) {
            counts[i] = source.getLong();
            lastNs[i] = source.getLong();
        }
    }
}
