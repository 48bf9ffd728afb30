package io.millrace.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes from outside, taken for a packed payload: read or refused, never an exception, nor a byte beyond the frame. */
class DeltaCoderFuzzTest {
    @FuzzTest
    void shouldReadOrRefuse(final byte[] bytes) {
        final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length + Integer.BYTES));
        frame.putBytes(0, bytes);
        try (DeltaCoder coder = new DeltaCoder()) {
            for (int length = bytes.length; length >= 0; length--) {
                coder.decode(frame, 0, length);
            }
        }
    }
}
