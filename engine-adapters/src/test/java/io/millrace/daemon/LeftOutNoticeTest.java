package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftOutNoticeTest {
    private static final long MS = 1_000_000L;

    private final List<String> said = new ArrayList<>();
    private final LeftOutNotice notice = new LeftOutNotice(said::add);

    @Test
    void shouldSayABurstOnceWhenItIsOver() {
        notice.look(0, 0);
        notice.look(10, 100 * MS);
        notice.look(25, 200 * MS);
        notice.look(25, 600 * MS);
        assertEquals(List.of(), said);
        notice.look(25, 700 * MS);
        notice.look(25, 5_000 * MS);
        assertEquals(List.of("feed up: 25 trades already journaled left out"), said);
        notice.look(26, 6_000 * MS);
        notice.look(26, 6_500 * MS);
        assertEquals(2, said.size());
    }

    @Test
    void shouldNotWaitForEverForABurstToEnd() {
        for (int i = 1; i <= 101; i++) {
            notice.look(i, i * 100 * MS);
        }
        assertEquals(List.of("feed up: 101 trades already journaled left out"), said);
    }
}
