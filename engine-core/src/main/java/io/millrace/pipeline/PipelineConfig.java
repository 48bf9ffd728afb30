package io.millrace.pipeline;

import io.millrace.config.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the engine is laid out on this machine. Never changes a result.
 *
 * @param layout which stages share a thread
 * @param waitMode what idle threads do
 * @param ringSize steps in the Disruptor's ring; a power of two
 * @param inletBytes bytes of the inlet; a power of two
 * @param maxBatch most steps a handler takes at once
 * @param cpus CPU of each thread in pipeline order; empty = not pinned
 * @param sampleEvery one step in so many is timed stage by stage; a power of two, 0 = none
 */
public record PipelineConfig(
        Layout layout,
        WaitMode waitMode,
        int ringSize,
        int inletBytes,
        int maxBatch,
        List<Integer> cpus,
        int sampleEvery) {
    private static final int DEFAULT_RING = 1_024;
    private static final int DEFAULT_INLET = 1 << 22;
    private static final int DEFAULT_BATCH = 256;
    private static final int DEFAULT_SAMPLE = 256;

    /** As fast as it goes, steps are many, and one that is timed costs five others. */
    private static final int INLINE_SAMPLE = 1_024;

    public PipelineConfig {
        cpus = List.copyOf(cpus);
    }

    /** The layout that suits {@code cores}, backing off when idle, not pinned. */
    public static PipelineConfig forCores(final int cores) {
        return of(Layout.forCores(cores), WaitMode.BACKOFF);
    }

    /** Defaults with a given layout and wait mode. */
    public static PipelineConfig of(final Layout layout, final WaitMode waitMode) {
        final int sampleEvery = layout == Layout.INLINE ? INLINE_SAMPLE : DEFAULT_SAMPLE;
        return new PipelineConfig(layout, waitMode, DEFAULT_RING, DEFAULT_INLET, DEFAULT_BATCH, List.of(), sampleEvery);
    }

    /** Reads the section {@code pipeline}; violations go to the reader. */
    public static PipelineConfig read(final SettingsReader reader, final int cores) {
        final PipelineConfig base = forCores(cores);
        final String layout = reader.oneOf("pipeline.layout", name(base.layout()), names(Layout.values()));
        final String wait = reader.oneOf("pipeline.wait", name(base.waitMode()), names(WaitMode.values()));
        final PipelineConfig config = new PipelineConfig(
                Layout.valueOf(constant(layout)),
                WaitMode.valueOf(constant(wait)),
                reader.integer("pipeline.ringSize", base.ringSize(), 2, 1 << 20),
                reader.integer("pipeline.inletBytes", base.inletBytes(), 1 << 16, 1 << 30),
                reader.integer("pipeline.maxBatch", base.maxBatch(), 1, 1 << 20),
                cpus(reader, cores),
                reader.integer("pipeline.sampleEvery", base.sampleEvery(), 0, 1 << 20));
        config.violations(cores).forEach(reader::violation);
        return config;
    }

    /** Everything that makes this configuration unusable on a machine of so many cores. */
    public List<String> violations(final int cores) {
        final List<String> found = new ArrayList<>();
        if (waitMode == WaitMode.BUSY_SPIN && layout.threads() > cores) {
            found.add("pipeline.wait is busy-spin with layout " + name(layout) + ", which spins " + layout.threads()
                    + " threads on " + cores + " cores: they would starve each other; use pipeline.layout="
                    + name(Layout.forCores(cores)) + " or pipeline.wait=backoff");
        }
        powerOfTwo(found, "pipeline.ringSize", ringSize);
        powerOfTwo(found, "pipeline.inletBytes", inletBytes);
        if (sampleEvery != 0) {
            powerOfTwo(found, "pipeline.sampleEvery", sampleEvery);
        }
        if (!cpus.isEmpty() && cpus.size() != layout.threads()) {
            found.add("pipeline.cpus names " + cpus.size() + " CPUs, but layout " + name(layout) + " has "
                    + layout.threads() + " threads; name one CPU a thread, or none");
        }
        for (final int cpu : cpus) {
            if (cpu < 0 || cpu >= cores) {
                found.add("pipeline.cpus names CPU " + cpu + "; this machine has 0 to " + (cores - 1));
            }
        }
        return found;
    }

    private static void powerOfTwo(final List<String> found, final String key, final int value) {
        if (Integer.bitCount(value) != 1) {
            found.add(key + " is " + value + "; expected a power of two, for example "
                    + Integer.highestOneBit(Math.max(value, 2)));
        }
    }

    private static List<Integer> cpus(final SettingsReader reader, final int cores) {
        final String text = reader.text("pipeline.cpus", "").trim();
        final List<Integer> cpus = new ArrayList<>();
        if (text.isEmpty()) {
            return cpus;
        }
        for (final String part : text.split(",", -1)) {
            try {
                cpus.add(Integer.parseInt(part.trim()));
            } catch (final NumberFormatException e) {
                reader.violation(reader.where("pipeline.cpus") + " holds \"" + part
                        + "\"; expected CPU numbers from 0 to " + (cores - 1) + ", separated by commas");
            }
        }
        return cpus;
    }

    private static String name(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(final String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static List<String> names(final Enum<?>[] constants) {
        final List<String> names = new ArrayList<>();
        for (final Enum<?> constant : constants) {
            names.add(name(constant));
        }
        return names;
    }
}
