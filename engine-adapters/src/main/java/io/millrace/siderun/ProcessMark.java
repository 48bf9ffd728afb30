package io.millrace.siderun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What makes a process this one, though numbers are given again and clocks are set: the tick of its start since the
 * machine's, and which start of the machine that was. Immutable.
 *
 * @param pid its number
 * @param tick of its start; empty where the system does not say
 * @param boot which start of the machine; empty where the system does not say
 */
record ProcessMark(long pid, String tick, String boot) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    /** The start is field 22 of the line; field 3 is the first after the program's name, which may hold anything. */
    private static final int START_AFTER_NAME = 22 - 3;

    /** Of a process that runs now. */
    static ProcessMark of(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return new ProcessMark(
                    pid, fields[START_AFTER_NAME], Files.readString(BOOT).strip());
        } catch (IOException | IndexOutOfBoundsException e) {
            return new ProcessMark(pid, "", "");
        }
    }

    /** Ends it by force, if it is surely the same that still runs. */
    void end() {
        if (!tick.isEmpty() && !boot.isEmpty() && equals(of(pid))) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
