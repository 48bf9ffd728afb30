package io.millrace.bench.limits;

import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The limits of this machine in this run, by name; each name ends in its unit. The hop between cores is measured at the
 * start and again by {@link #after}, because a hypervisor moves it within seconds.
 */
public final class MachineLimits {
    private static final int REPETITIONS = 3;

    private final Map<String, Double> values = new LinkedHashMap<>();

    /** The limits that every measurement is held against: quick. */
    public void before() throws InterruptedException {
        put("cores", Runtime.getRuntime().availableProcessors());
        put("hopBeforeNs", new CoreHop().measure());
        PlainWork work = new PlainWork();
        work.clockNs();
        put("clockReadNs", work.clockNs());
        NoiseFloor floor = new NoiseFloor();
        Figures noise = floor.measure();
        put("noiseFloorP50Ns", noise.p50());
        put("noiseFloorP90Ns", noise.p90());
        put("noiseFloorP99Ns", noise.p99());
        put("noiseFloorP999Ns", noise.p999());
        put("noiseFloorMaxNs", noise.max());
    }

    /**
     * The limit of a journal: a bare queue.
     *
     * @param fresh gives paths on the measured disk that nothing is at
     */
    public void queue(Supplier<Path> fresh) {
        double[] rates = new double[REPETITIONS + 1];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = new QueueAppend().measure(fresh.get());
        }
        put("chronicleAppend128PerSecond", medianWithoutFirst(rates));
    }

    /** The other limits of the disk and the memory. */
    public void disk(Supplier<Path> fresh) throws IOException {
        Path folder = Files.createDirectories(fresh.get());
        MappedAppend mapped = new MappedAppend(folder);
        double[] untouched = new double[REPETITIONS + 1];
        double[] touched = new double[REPETITIONS + 1];
        double[] rows = new double[REPETITIONS + 1];
        double[] bytes = new double[REPETITIONS + 1];
        PlainWork work = new PlainWork();
        for (int i = 0; i < untouched.length; i++) {
            untouched[i] = mapped.measure(false);
            touched[i] = mapped.measure(true);
            rows[i] = work.rowsPerSecond();
            bytes[i] = work.bytesPerSecond();
        }
        put("mappedFreshAppend128PerSecond", medianWithoutFirst(untouched));
        put("mappedTouchedAppend128PerSecond", medianWithoutFirst(touched));
        put("plainParseRowsPerSecond", medianWithoutFirst(rows));
        put("memoryCopyBytesPerSecond", medianWithoutFirst(bytes));
        if (work.sink() == 0) {
            throw new IllegalStateException("the plain work was not done");
        }
    }

    /** The hop once more, at the end. */
    public void after() throws InterruptedException {
        put("hopAfterNs", new CoreHop().measure());
    }

    /**
     * One of them.
     *
     * @throws IllegalStateException when it was not measured in this run
     */
    public Limit get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " was not measured in this run");
        }
        return new Limit(name, value);
    }

    /** All that were measured, in that order. */
    public Map<String, Double> all() {
        return new LinkedHashMap<>(values);
    }

    private void put(String name, double value) {
        values.put(name, value);
    }

    private static double medianWithoutFirst(double[] all) {
        double[] rest = new double[all.length - 1];
        System.arraycopy(all, 1, rest, 0, rest.length);
        return Figures.median(rest);
    }
}
