package io.millrace.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a live engine writes down of itself every second and takes away when it ends in order: left behind, it tells of
 * a crash, after which a supervisor may start it again without a person.
 *
 * @param seenMs when it last lived, milliseconds since 1970
 * @param trading its trading state then, such as ACTIVE
 * @param binding what it was armed for, see {@link Arming#binding}
 */
public record LastLife(long seenMs, String trading, String binding) {
    private static final long LONGEST_MS = TimeUnit.MINUTES.toMillis(10);
    private static final String ACTIVE = "ACTIVE";

    /** Reads it; null when there is none, or it is damaged. */
    public static LastLife read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        List<String> lines = Files.readAllLines(file, UTF_8);
        boolean whole = lines.size() == 3
                && lines.get(0).matches("\\d{1,15}")
                && lines.get(2).matches("[0-9a-f]{64}");
        return whole ? new LastLife(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)) : null;
    }

    /** Writes it, whole or not at all, for its owner only. */
    public void write(Path file) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, seenMs + "\n" + trading + "\n" + binding + "\n", UTF_8);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Why it is not armed again by itself; null when it is. */
    String refusal(String bindingNow, long nowMs) {
        long downMs = nowMs - seenMs;
        if (!trading.equals(ACTIVE)) {
            return "not armed again after the crash: trading was " + trading + ", not ACTIVE";
        }
        if (!binding.equals(bindingNow)) {
            return "not armed again after the crash: configuration, key or version is another one";
        }
        return downMs >= 0 && downMs < LONGEST_MS
                ? null
                : "not armed again after the crash: it was down for " + downMs / 1_000 + " s, expected 0 to 599";
    }
}
