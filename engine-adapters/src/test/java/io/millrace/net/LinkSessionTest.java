package io.millrace.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.WebSocket;
import org.junit.jupiter.api.Test;

class LinkSessionTest {
    private static String closedWith(String reason) {
        LinkConfig config = LinkConfig.of(URI.create("ws://127.0.0.1:1/ws"), 1_000, 1_024, false);
        LinkSession session = new LinkSession(config, null);
        WebSocket none = null;
        session.onClose(none, 1006, reason);
        return session.why();
    }

    @Test
    void shouldSayWhyTheOtherSideClosedWhereItSaysSo() {
        assertEquals("closed by the other side: 1006", closedWith(""));
        assertEquals("closed by the other side: 1006 going away", closedWith("going away"));
    }
}
