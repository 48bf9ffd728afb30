package io.millrace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bodies ask for a backtest. The desk refuses: 409 means that one got through to it. */
class BacktestBodiesTest {
    @TempDir
    Path dir;

    private Service service;

    @BeforeEach
    void open() throws Exception {
        service = new Service(dir);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private String backtest(String body) throws Exception {
        int port = service.server.port();
        String text =
                "POST /backtest HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + service.trade
                        + "\r\nContent-Type: application/json\r\nIdempotency-Key: k" + Math.abs(body.hashCode())
                        + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        return RawHttp.ask(port, text);
    }

    @Test
    void shouldTakeABacktestOnlyWhenEveryValueHasItsForm() throws Exception {
        int before = service.given.size();
        String[] bad = {
            "{\"data\":\"embedded:aapl\"}",
            "{\"strategy\":\"sma-cross\",\"models\":\"running\",\"data\":\"embedded:aapl\"}",
            "{\"models\":\"others\",\"data\":\"embedded:aapl\"}",
            "{\"strategy\":\"sma-cros\",\"data\":\"embedded:aapl\"}",
            "{\"strategy\":\"--help\",\"data\":\"embedded:aapl\"}",
            "{\"strategy\":\"sma-cross\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"-x\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"/etc/passwd\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"a b\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"..\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"../a.csv\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"a/../../b.csv\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"a/..\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"embedded:aapl\",\"params\":\"fast=$(id)\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"embedded:aapl\",\"params\":\"-fast=1\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"embedded:aapl\",\"params\":\"fast=1,\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"embedded:aapl\",\"capital\":\"-1\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"embedded:aapl\",\"from\":\"--out\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"embedded:aapl\",\"to\":\"2013-01-01; id\"}",
            "{\"strategy\":\"sma-cross\",\"data\":\"embedded:aapl\",\"actor\":\"a b\"}",
            "{\"models\":\"running\",\"data\":\"embedded:aapl\",\"capital\":\"1\"}",
            "{\"models\":{\"a\":1},\"data\":\"embedded:aapl\"}",
        };
        for (String body : bad) {
            assertEquals(400, RawHttp.status(backtest(body)), body);
        }
        assertEquals(before, service.given.size());
        assertTrue(backtest(bad[3]).contains("did you mean \\\"sma-cross\\\"?"), backtest(bad[3]));
        String good = "{\"strategy\":\"sma-cross\",\"params\":\"fast=10,slow=30\",\"data\":\"embedded:aapl\","
                + "\"from\":\"2013-02-01\",\"to\":\"2013-06-01T00:00:00Z\",\"capital\":\"5000\",\"actor\":\"eva\"}";
        assertEquals(409, RawHttp.status(backtest(good)));
        assertEquals("backtest api:eva", service.given.get(before));
        assertEquals(before + 1, service.given.size());
    }
}
