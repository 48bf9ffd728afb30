package io.millrace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.CommandKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests with one key at the same time. */
@Timeout(60)
class CommandRoutesTest {
    @TempDir
    Path dir;

    private static int status(CommandRoutes routes, CommandKind kind, String key) {
        ApiRequest request = new ApiRequest(Role.TRADE, false, Map.of(), "{\"confirm\":true}", key);
        return assertThrows(Refusal.class, () -> routes.give(EngineCommand.of(kind, ""), request, () -> null))
                .answer()
                .status();
    }

    /** "Taken" must not be said of a command that nobody took. */
    @Test
    void shouldAnswerTheTwinOfARefusedRequestAlike() throws Exception {
        try (Service service = new Service(dir)) {
            for (CommandKind kind : List.of(CommandKind.KILL, CommandKind.FLATTEN)) {
                CountDownLatch asked = new CountDownLatch(1);
                CountDownLatch release = new CountDownLatch(1);
                CommandRoutes routes = new CommandRoutes(service.view, command -> {
                    asked.countDown();
                    await(release);
                    return "the inlet is full";
                });
                List<CompletableFuture<Integer>> answers = new ArrayList<>();
                answers.add(CompletableFuture.supplyAsync(() -> status(routes, kind, "same")));
                assertTrue(asked.await(20, TimeUnit.SECONDS));
                answers.add(CompletableFuture.supplyAsync(() -> status(routes, kind, "same")));
                assertEquals(422, status(routes, CommandKind.RESUME, "same"), "another command with that key");
                // Time for the twins to come; without it they find nobody before them, which is as good.
                Thread.sleep(300);
                release.countDown();
                assertEquals(409, answers.get(0).get());
                assertEquals(409, answers.get(1).get());
                assertEquals(409, status(routes, kind, "same"), "the key is free again");
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
