package io.millrace.daemon;

import io.millrace.risk.ResourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells the engine when free disk space falls below its limit, and when there is enough again: an event of the journal,
 * so that a replay decides the same. In between it tells nothing, and the journal of a run with enough space is that
 * of a backtest. Main thread.
 */
final class DiskWatch {
    private static final int MIB_BITS = 20;

    private final Path folder;
    private final EngineDoor door;
    private final ResourceLimits limits;
    private boolean isShort;

    DiskWatch(Path folder, EngineDoor door, ResourceLimits limits) {
        this.folder = folder;
        this.door = door;
        this.limits = limits;
    }

    void look() throws IOException {
        observe(Files.getFileStore(folder).getUsableSpace() >> MIB_BITS);
    }

    void observe(long freeMb) {
        boolean shortNow = freeMb < limits.minFreeDiskMb() && limits.hasDiskLimit();
        if (shortNow != isShort && door.resources(0, (double) freeMb)) {
            isShort = shortNow;
        }
    }
}
