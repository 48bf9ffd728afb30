package io.millrace.pipeline;

import net.openhft.affinity.Affinity;

/**
 * Binds the current thread to one CPU. To be called by the thread itself when it starts: a thread inherits the pin of
 * the thread that made it.
 */
final class CpuPin {
    private CpuPin() {}

    /**
     * Pins the calling thread.
     *
     * @return false when the platform cannot (no native access): the engine runs on, unpinned
     */
    static boolean pin(final int cpu) {
        Affinity.setAffinity(cpu);
        // Without its native library Affinity does nothing, silently; reading back is the only way to know.
        return Affinity.getAffinity().get(cpu);
    }
}
