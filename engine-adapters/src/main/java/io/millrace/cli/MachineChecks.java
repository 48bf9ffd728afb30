package io.millrace.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;

/** Disk, clock and processors. Where the system does not tell, nothing is guessed. */
final class MachineChecks {
    private static final long MIN_FREE = 1L << 30;
    private static final long COMFORTABLE_FREE = 10L << 30;
    private static final int MEGABYTE = 1 << 20;
    private static final int WRITTEN_MEGABYTES = 64;
    private static final double SLOW_DISK_MB = 50;
    private static final int SYNCS = 20;
    private static final double SLOW_SYNC_MS = 20;
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");

    private final Path scratch;

    MachineChecks(Path scratch) {
        this.scratch = scratch;
    }

    void run(Validation validation) {
        validation.check("disk space", this::space);
        validation.check("disk speed", this::speed);
        validation.check("clock", MachineChecks::clock);
        validation.check("clock source", MachineChecks::clockSource);
        validation.check("processors", MachineChecks::processors);
        validation.check("cpu governor", MachineChecks::governor);
        validation.check("isolated cpus", MachineChecks::isolation);
        validation.check("huge pages", MachineChecks::hugePages);
    }

    private ValidationCheck space() throws IOException {
        long free = Files.getFileStore(scratch).getUsableSpace();
        String text = String.format(Locale.ROOT, "%,d MB free below %s", free >> 20, scratch.getParent());
        if (free < MIN_FREE) {
            return ValidationCheck.fail(text + "; expected at least " + (MIN_FREE >> 20) + " MB for a journal");
        }
        return free < COMFORTABLE_FREE
                ? ValidationCheck.warn(text + "; a journal of many days wants " + (COMFORTABLE_FREE >> 20))
                : ValidationCheck.ok(text);
    }

    private ValidationCheck speed() throws IOException {
        Path file = scratch.resolve("speed.bin");
        ByteBuffer block = ByteBuffer.allocateDirect(MEGABYTE);
        long writeNs;
        long syncNs;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long begin = System.nanoTime();
            for (int i = 0; i < WRITTEN_MEGABYTES; i++) {
                block.clear();
                channel.write(block);
            }
            channel.force(true);
            writeNs = System.nanoTime() - begin;
            begin = System.nanoTime();
            for (int i = 0; i < SYNCS; i++) {
                block.clear().limit(512);
                channel.write(block, (long) i * MEGABYTE);
                channel.force(false);
            }
            syncNs = System.nanoTime() - begin;
        }
        Files.delete(file);
        double rate = WRITTEN_MEGABYTES / (writeNs / 1e9);
        double sync = syncNs / 1e6 / SYNCS;
        String text = String.format(Locale.ROOT, "%.0f MB/s written to the disk, %.2f ms a sync", rate, sync);
        boolean slow = rate < SLOW_DISK_MB || sync > SLOW_SYNC_MS;
        return slow
                ? ValidationCheck.warn(text + "; slow: a journal that waits for power safety will be, too")
                : ValidationCheck.ok(text);
    }

    private static ValidationCheck clock() throws InterruptedException {
        long wall = System.currentTimeMillis();
        long mono = System.nanoTime();
        long smallest = Long.MAX_VALUE;
        long previous = mono;
        for (int i = 0; i < 100_000; i++) {
            long now = System.nanoTime();
            if (now < previous) {
                return ValidationCheck.fail("the monotonic clock went back by " + (previous - now) + " ns");
            }
            smallest = now > previous ? Math.min(smallest, now - previous) : smallest;
            previous = now;
        }
        Thread.sleep(200);
        long drift = Math.abs(System.currentTimeMillis() - wall - (System.nanoTime() - mono) / 1_000_000);
        Instant now = Instant.now();
        String text = now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + ", finest step " + smallest + " ns";
        if (now.isBefore(Instant.parse("2025-01-01T00:00:00Z"))) {
            return ValidationCheck.fail(text + "; the wall clock is not set");
        }
        return drift > 20
                ? ValidationCheck.warn(text + "; wall and monotonic clock drifted " + drift + " ms in 0.2 s")
                : ValidationCheck.ok(text);
    }

    private static ValidationCheck clockSource() {
        String source = read(Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
        if (source.isEmpty()) {
            return ValidationCheck.ok("not told by this system");
        }
        boolean fast = source.equals("tsc") || source.equals("kvm-clock") || source.equals("arch_sys_counter");
        return fast
                ? ValidationCheck.ok(source)
                : ValidationCheck.warn(source + "; reading it is slow, expected tsc (kernel option clocksource=tsc)");
    }

    private static ValidationCheck processors() {
        int cores = Runtime.getRuntime().availableProcessors();
        String layout = io.millrace.pipeline.Layout.forCores(cores).name().toLowerCase(Locale.ROOT);
        String allowed = read(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line ->
                        ", allowed on " + line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
        String text = cores + " usable" + allowed + ", layout " + layout;
        return cores < 3
                ? ValidationCheck.warn(text + "; three or more let the stages run side by side")
                : ValidationCheck.ok(text);
    }

    private static ValidationCheck governor() {
        String governor = read(CPUS.resolve("cpu0/cpufreq/scaling_governor"));
        if (governor.isEmpty()) {
            return ValidationCheck.ok("not told by this system");
        }
        return governor.equals("performance")
                ? ValidationCheck.ok(governor)
                : ValidationCheck.warn(governor + "; performance keeps the clock of the cores up"
                        + " (cpupower frequency-set -g performance)");
    }

    private static ValidationCheck isolation() {
        String isolated = read(CPUS.resolve("isolated"));
        return isolated.isEmpty()
                ? ValidationCheck.warn("none; pinned threads share their cores with the system"
                        + " (kernel option isolcpus, and pipeline.cpus)")
                : ValidationCheck.ok(isolated);
    }

    private static ValidationCheck hugePages() {
        String setting = read(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"));
        if (setting.isEmpty()) {
            return ValidationCheck.ok("not told by this system");
        }
        return setting.contains("[always]")
                ? ValidationCheck.warn("transparent huge pages are always on: collapsing them stalls threads;"
                        + " madvise is steadier")
                : ValidationCheck.ok("transparent huge pages: " + setting);
    }

    private static String read(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
