package io.millrace.chronicle;

import io.millrace.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes the current cycle file durable with fdatasync, whichever way its bytes were written.
 */
final class DiskBarrier implements AutoCloseable {
    private final Path directory;
    private FileChannel file;
    private boolean directoryDirty;

    DiskBarrier(final Path directory) {
        this.directory = directory;
    }

    void enter(final Path cycleFile) {
        close();
        try {
            file = FileChannel.open(cycleFile, StandardOpenOption.READ, StandardOpenOption.WRITE);
            directoryDirty = true;
        } catch (final IOException e) {
            throw new JournalException("Cannot open the cycle file " + cycleFile + ": " + e.getMessage(), e);
        }
    }

    void force() throws IOException {
        if (file == null) {
            return;
        }
        file.force(false);
        if (directoryDirty) {
            // A new file survives a power loss only when its name does.
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
            directoryDirty = false;
        }
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (final IOException e) {
                throw new JournalException("Cannot close a cycle file in " + directory + ": " + e.getMessage(), e);
            }
            file = null;
        }
    }
}
