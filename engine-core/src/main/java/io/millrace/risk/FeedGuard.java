package io.millrace.risk;

/** What hears of every market event as it comes in, before it is marked. */
interface FeedGuard {
    void onData(int instrument, long receiveNs, RiskView view, RiskBoard board);
}
