package io.millrace.bench.limits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends records of 128 bytes to a mapped file: what any journal in a mapped file can at most do. */
final class MappedAppend {
    private static final int RECORD = 128;
    private static final int RECORDS = 1 << 20;
    private static final int PAGE = 4_096;

    private final Path folder;

    MappedAppend(Path folder) {
        this.folder = folder;
    }

    /**
     * Records a second into a new file.
     *
     * @param touchFirst every page is written once before the clock starts
     */
    double measure(boolean touchFirst) throws IOException {
        Path file = Files.createTempFile(folder, "mapped", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) RECORD * RECORDS);
            if (touchFirst) {
                for (int at = 0; at < map.capacity(); at += PAGE) {
                    map.put(at, (byte) 1);
                }
            }
            ByteBuffer record = ByteBuffer.allocateDirect(RECORD);
            long begin = System.nanoTime();
            for (int i = 0; i < RECORDS; i++) {
                record.putLong(0, i);
                map.put(i * RECORD, record, 0, RECORD);
            }
            return RECORDS * 1e9 / (System.nanoTime() - begin);
        } finally {
            Files.delete(file);
        }
    }
}
