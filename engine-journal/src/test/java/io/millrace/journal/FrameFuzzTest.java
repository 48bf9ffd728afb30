package io.millrace.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes from outside, taken for a frame: accepted or refused in words, never an exception. */
class FrameFuzzTest {
    @FuzzTest
    void shouldVerifyOrSayWhatIsWrong(final byte[] bytes) {
        final ByteBuffer view = ByteBuffer.allocateDirect(bytes.length);
        view.put(bytes);
        new Frame().verify(new UnsafeBuffer(view, 0, bytes.length), view, 0, bytes.length);
    }
}
