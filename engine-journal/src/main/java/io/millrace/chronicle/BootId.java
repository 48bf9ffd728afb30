package io.millrace.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Which start of the machine this is: what is in memory, and not yet on the disk, is lost with the next. */
final class BootId {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** 128 bits; zeros where the system does not tell. */
    static long[] read() {
        try {
            final UUID id = UUID.fromString(Files.readString(FILE).strip());
            return new long[] {id.getMostSignificantBits(), id.getLeastSignificantBits()};
        } catch (final IOException | IllegalArgumentException e) {
            return new long[2];
        }
    }
}
