package io.millrace.live;

import java.util.ArrayList;
import java.util.List;

/** The checks before the start are green. */
final class StartUpReady implements Interlock {
    @Override
    public String refusal(LiveRequest request) {
        List<String> faults = new ArrayList<>(request.startFaults());
        if (request.killFile() != null) {
            faults.add("the file " + request.killFile() + " is there: remove it");
        }
        return faults.isEmpty() ? null : String.join("; ", faults);
    }
}
