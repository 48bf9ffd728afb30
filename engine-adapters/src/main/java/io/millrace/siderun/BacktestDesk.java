package io.millrace.siderun;

import java.util.List;

/** Where backtests are asked for and looked at. Any thread. */
public interface BacktestDesk {
    /** Takes none. */
    BacktestDesk NONE = new BacktestDesk() {
        @Override
        public SideRun begin(BacktestOrder order) throws RefusedException {
            throw new RefusedException(false, "no backtest is taken here");
        }

        @Override
        public List<SideRun> list() {
            return List.of();
        }
    };

    /**
     * Begins one.
     *
     * @throws RefusedException when it is not begun
     */
    SideRun begin(BacktestOrder order) throws RefusedException;

    /** All that are kept, the oldest first. */
    List<SideRun> list();

    /** What one of them printed; empty when there is nothing. */
    default String figures(SideRun run) {
        return "";
    }

    /** The one of a number; null when there is none. */
    default SideRun find(String id) {
        return list().stream().filter(run -> run.id().equals(id)).findFirst().orElse(null);
    }

    /** The one that was asked for with a key; null when there is none. */
    default SideRun ofKey(long requestKey) {
        return list().stream()
                .filter(run -> run.requestKey() == requestKey)
                .findFirst()
                .orElse(null);
    }
}
