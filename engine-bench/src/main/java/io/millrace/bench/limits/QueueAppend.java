package io.millrace.bench.limits;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;

/** Appends records of 128 bytes to a bare Chronicle queue of 16 MB blocks: no frame, no checksum, no engine. */
final class QueueAppend {
    private static final int RECORD = 128;
    private static final int RECORDS = 1_000_000;
    private static final int BLOCK = 16 << 20;

    /** Records a second into a new queue. */
    double measure(Path folder) {
        Bytes<?> record = Bytes.allocateElasticDirect(RECORD);
        try (ChronicleQueue queue = ChronicleQueue.singleBuilder(folder.toFile())
                        .blockSize(BLOCK)
                        .build();
                ExcerptAppender appender = queue.createAppender()) {
            long begin = System.nanoTime();
            for (int i = 0; i < RECORDS; i++) {
                record.writeLong(0, i);
                record.readPositionRemaining(0, RECORD);
                appender.writeBytes(record);
            }
            return RECORDS * 1e9 / (System.nanoTime() - begin);
        } finally {
            record.releaseLast();
        }
    }
}
