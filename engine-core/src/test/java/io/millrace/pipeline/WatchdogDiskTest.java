package io.millrace.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stage that waits for a slow device is not one that hangs. */
@Timeout(60)
class WatchdogDiskTest {
    private static final int STALL_MS = 200;

    /** Five stalls; far from twenty, also when the watchdog counts more time than passed here. */
    private static final int SLOW_DISK_MS = 1_000;

    private final CountDownLatch release = new CountDownLatch(1);
    private final Thread stage = new Thread(this::awaitRelease, "millrace-stage");
    private final StageThread watched = new StageThread(stage);
    private final AtomicReference<Halt> told = new AtomicReference<>();
    private final CountDownLatch halted = new CountDownLatch(1);
    private volatile boolean syncing;

    @BeforeEach
    void startStage() {
        stage.start();
        watched.begin();
    }

    @AfterEach
    void endStage() {
        release.countDown();
    }

    @Test
    void shouldWaitLongerForTheDevice() throws InterruptedException {
        syncing = true;
        try (Watchdog dog = new Watchdog(new OneThread(), STALL_MS, () -> syncing, this::halt)) {
            dog.start();
            Thread.sleep(SLOW_DISK_MS);
            assertNull(told.get());
            syncing = false;
            assertTrue(halted.await(30, TimeUnit.SECONDS));
        }
        assertEquals("stage", told.get().stage());
    }

    @Test
    void shouldNotWaitForADeviceForEver() throws InterruptedException {
        syncing = true;
        try (Watchdog dog = new Watchdog(new OneThread(), STALL_MS, () -> syncing, this::halt)) {
            dog.start();
            assertTrue(halted.await(30, TimeUnit.SECONDS));
        }
        assertNotNull(told.get());
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void halt(Halt why) {
        told.set(why);
        halted.countDown();
    }

    /** A run whose only thread never gets on. */
    private final class OneThread implements EngineRunner {
        @Override
        public void start() {}

        @Override
        public boolean awaitEnd(long timeoutMs) {
            return ended();
        }

        @Override
        public Halt halt() {
            return told.get();
        }

        @Override
        public boolean ended() {
            return told.get() != null;
        }

        @Override
        public void halt(Halt why) {
            throw new UnsupportedOperationException("a watchdog gives up");
        }

        @Override
        public void abandon(Halt why) {}

        @Override
        public long lastSequence() {
            return 1;
        }

        @Override
        public List<StageThread> threads() {
            return List.of(watched);
        }

        @Override
        public StageLatency latency() {
            return new StageLatency();
        }

        @Override
        public void close() {}
    }
}
