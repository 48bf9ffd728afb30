package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.replay.Replay;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits that are changed through the service, and bodies that lack what they need. */
class ServiceLimitsTest extends ServiceRun {
    /** What is missing is said with what stands there instead, and nothing is done. */
    @Test
    void shouldNameWhatABodyHasInsteadOfWhatItNeeds() throws Exception {
        String[][] cases = {
            {"/limits", "{\"key\":\"risk.perAssetCap\",\"value\":0.25}", "value is 0.25 without quotes"},
            {
                "/limits",
                "{\"key\":\"risk.perAssetCap\",\"vlaue\":\"1\"}",
                "value is missing; \\\"vlaue\\\" means nothing"
            },
            {"/limits", "{\"actor\":\"maria\"}", "key is missing; expected one of"},
            {"/schedules/run", "{\"nme\":\"night\"}", "name is missing; \\\"nme\\\" means nothing here; there are"}
        };
        for (String[] each : cases) {
            HttpResponse<String> answer = post("trade", each[0], "w" + each[1].length(), each[1]);
            assertTrue(answer.statusCode() == 400 || answer.statusCode() == 404, answer.body());
            assertTrue(answer.body().contains(each[2]), answer.body());
        }
        assertEquals(List.of(), commands());
    }

    /** It is written behind the next step, which the other command is at the latest. */
    @Test
    void shouldSayWhatBecameOfASnapshotAndWhichLimitWasSet() throws Exception {
        assertEquals(
                200,
                post("trade", "/schedules/run", "y-1", "{\"name\":\"year\"}").statusCode());
        String tighter = "{\"key\":\"risk.perAssetCap\",\"value\":\"0.25\",\"actor\":\"maria\"}";
        assertEquals(200, post("trade", "/limits", "y-2", tighter).statusCode());
        while (!get("/schedules").contains("the state is saved")) {
            Thread.sleep(10);
        }
        assertTrue(said.contains("limit risk.perAssetCap to 0.25 by api:maria"), said::toString);
    }

    @Test
    void shouldTightenLimitsAndLoosenThemOnlyWhenConfirmed() throws Exception {
        String tighter = "{\"key\":\"risk.perAssetCap\",\"value\":\"0.25\"}";
        assertEquals(403, post("read", "/limits", "l-0", tighter).statusCode());
        HttpResponse<String> set = post("trade", "/limits", "l-1", tighter);
        assertEquals(200, set.statusCode(), set.body());
        assertEquals(set.body(), post("trade", "/limits", "l-1", tighter).body());
        String looser = "{\"key\":\"perAssetCap\",\"value\":\"0.5\"";
        HttpResponse<String> refused = post("trade", "/limits", "l-2", looser + "}");
        assertEquals(409, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("is 0.25 and would be looser with 0.5"), refused.body());
        assertEquals(
                409,
                post("trade", "/limits", "l-3", "{\"key\":\"risk.dailyLoss\",\"value\":\"0.1\"}")
                        .statusCode());
        assertEquals(
                409,
                post("trade", "/limits", "l-4", "{\"key\":\"risk.perAssetCap\",\"value\":\"-1\"}")
                        .statusCode());
        for (String confirm : List.of("", ",\"confirm\":true")) {
            HttpResponse<String> off = post(
                    "trade",
                    "/limits",
                    "l-4" + confirm.length(),
                    "{\"key\":\"risk.maxOrderQuantity\",\"value\":\"1\"" + confirm + "}");
            assertEquals(409, off.statusCode(), off.body());
            assertTrue(off.body().contains("risk.maxOrderQuantity is off in the configuration"), off.body());
        }
        assertEquals(
                400,
                post("trade", "/limits", "l-5", "{\"key\":\"risk.perAssetCap\",\"value\":\"off\"}")
                        .statusCode());
        assertEquals(
                400,
                post("trade", "/limits", "l-6", "{\"key\":\"risk.seed\",\"value\":\"1\"}")
                        .statusCode());
        assertEquals(
                200,
                post("trade", "/limits", "l-7", looser + ",\"confirm\":true}").statusCode());
        assertEquals(
                200,
                post("trade", "/limits", "l-8", "{\"key\":\"risk.grossLeverage\",\"value\":\"0.5\"}")
                        .statusCode());
        String before = get("/limits");
        assertTrue(before.contains("\"value\":\"0.5\",\"configured\":\"1\",\"source\":\"command "), before);
        run.stop();
        thread.join(20_000);
        assertTrue(new Replay(dir.resolve("data/journal")).run(true, step -> {}).identical());
        start();
        assertEquals(before, get("/limits"));
        assertEquals(List.of("LIMIT api:trade", "LIMIT api:trade", "LIMIT api:trade"), commands());
        // Read back from a snapshot, not only made again: what was 0.5 must still refuse 0.6.
        assertEquals(
                409,
                post("trade", "/limits", "l-9", "{\"key\":\"risk.grossLeverage\",\"value\":\"0.6\"}")
                        .statusCode());
    }
}
