package io.millrace.risk;

import io.millrace.event.codec.RiskControl;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the controls remember, written again from their tables with lists and decimals: days, peaks, streaks, pauses,
 * rates. Knows the limits of {@link RiskStreamPropertyTest} only.
 */
final class RiskStreamReference {
    static final long SECOND = 1_000_000_000L;
    static final long DAY = 86_400 * SECOND;
    private static final long FOR_GOOD = Long.MAX_VALUE;

    /** In the order of the table. */
    private static final List<Map.Entry<String, RiskControl>> CAUSES = List.of(
            Map.entry("day", RiskControl.DAILY_LOSS),
            Map.entry("var", RiskControl.VALUE_AT_RISK),
            Map.entry("shortfall", RiskControl.EXPECTED_SHORTFALL),
            Map.entry("drift", RiskControl.LEVERAGE_DRIFT),
            Map.entry("reduce", RiskControl.DRAWDOWN_REDUCE));

    private final BigDecimal[] sleevePeak = new BigDecimal[2];
    private final BigDecimal[] sleeveStart = new BigDecimal[2];
    private final BigDecimal[] sleeveLast = new BigDecimal[2];
    private final boolean[] sleeveDown = new boolean[2];
    private final List<Map<String, Long>> pauses = List.of(new TreeMap<>(), new TreeMap<>());
    private final List<List<Long>> approvals = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<List<long[]>> fills = List.of(new ArrayList<>(), new ArrayList<>());
    private final long[] lastFilled = new long[2];
    private final int[] losses = new int[2];
    private final int[] refusals = new int[2];
    private final int[] storms = new int[2];
    private final int[] messages = new int[2];
    private final int[] dayFills = new int[2];
    private final Set<String> causes = new TreeSet<>();
    private final List<BigDecimal> dayLosses = new ArrayList<>();
    private String latched = "ACTIVE";
    private Long day;
    private BigDecimal start;
    private BigDecimal lossStart;
    private BigDecimal last;
    private BigDecimal deRiskPeak;
    private BigDecimal haltPeak;
    private final BigDecimal[] deRiskPeaks = new BigDecimal[2];
    private final boolean[] sleeveCutting = new boolean[2];
    private final int[] dayOrders = new int[2];
    private BigDecimal reducePeak;
    private boolean dayHalted;
    private boolean cutting;
    private boolean halted;
    private BigDecimal traded = BigDecimal.ZERO;

    String state() {
        return latched.equals("ACTIVE") && !causes.isEmpty() ? "REDUCING" : latched;
    }

    /** In whose name the state refuses an entry; null when it does not. */
    RiskControl refusedBy() {
        if (latched.equals("KILLED")) {
            return RiskControl.KILL_SWITCH;
        }
        if (latched.equals("HALTED")) {
            return dayHalted ? RiskControl.DAILY_LOSS : RiskControl.DRAWDOWN_HALT;
        }
        return CAUSES.stream()
                .filter(each -> causes.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    void mark(final long nowNs, final BigDecimal equity, final BigDecimal[] sleeves, final BigDecimal held) {
        final long today = Math.floorDiv(nowNs, DAY);
        if (day != null && today > day) {
            beginDay();
        }
        day = today;
        last = equity;
        start = start == null ? equity : start;
        lossStart = lossStart == null ? equity : lossStart;
        deRiskPeak = deRiskPeak == null ? equity : deRiskPeak.max(equity);
        haltPeak = haltPeak == null ? equity : haltPeak.max(equity);
        if (!cutting && isDown(deRiskPeak, equity, "0.15")) {
            cutting = true;
        } else if (cutting && !isDown(deRiskPeak, equity, "0.02")) {
            cutting = false;
        }
        if (!halted && isDown(haltPeak, equity, "0.2")) {
            halted = true;
            latched = latched.equals("KILLED") ? latched : "HALTED";
        }
        if (isDown(lossStart, equity, "0.075") && latched.equals("ACTIVE")) {
            latched = "HALTED";
            dayHalted = true;
        }
        reducePeak = reducePeak == null ? equity : reducePeak.max(equity);
        if (isDown(reducePeak, equity, "0.12")) {
            causes.add("reduce");
        } else if (!isDown(reducePeak, equity, "0.02")) {
            causes.remove("reduce");
        }
        if (isDown(lossStart, equity, "0.05")) {
            causes.add("day");
        }
        for (int i = 0; i < 2; i++) {
            markSleeve(i, sleeves[i]);
        }
        if (held.signum() > 0 && held.compareTo(equity.multiply(new BigDecimal("1.32"))) > 0) {
            causes.add("drift");
        } else if (held.compareTo(equity.multiply(new BigDecimal("1.2"))) <= 0 || held.signum() <= 0) {
            causes.remove("drift");
        }
    }

    private void markSleeve(final int i, final BigDecimal equity) {
        sleeveLast[i] = equity;
        sleeveStart[i] = sleeveStart[i] == null ? equity : sleeveStart[i];
        sleevePeak[i] = sleevePeak[i] == null ? equity : sleevePeak[i].max(equity);
        deRiskPeaks[i] = deRiskPeaks[i] == null ? equity : deRiskPeaks[i].max(equity);
        if (isDown(deRiskPeaks[i], equity, "0.08")) {
            sleeveCutting[i] = true;
        } else if (!isDown(deRiskPeaks[i], equity, "0.02")) {
            sleeveCutting[i] = false;
        }
        if (isDown(sleeveStart[i], equity, "0.1")) {
            pauses.get(i).put("day", FOR_GOOD);
        }
        if (!sleeveDown[i] && isDown(sleevePeak[i], equity, "0.2")) {
            sleeveDown[i] = true;
            pauses.get(i).put("drawdown", FOR_GOOD);
        }
    }

    private void beginDay() {
        if (start.signum() > 0) {
            final BigDecimal loss = start.subtract(last).divide(start, 8, RoundingMode.CEILING);
            dayLosses.add(loss);
            if (dayLosses.size() > 120) {
                dayLosses.remove(0);
            }
            judgeTail();
        }
        start = last;
        lossStart = last;
        causes.remove("day");
        traded = BigDecimal.ZERO;
        for (int i = 0; i < 2; i++) {
            sleeveStart[i] = sleeveLast[i];
            pauses.get(i).remove("day");
            messages[i] = 0;
            dayFills[i] = 0;
            dayOrders[i] = 0;
        }
    }

    private void judgeTail() {
        if (dayLosses.size() < 100) {
            return;
        }
        final List<BigDecimal> sorted = new ArrayList<>(dayLosses);
        sorted.sort(Collections.reverseOrder());
        final int tail = dayLosses.size() > 100 ? 2 : 1;
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < tail; i++) {
            sum = sum.add(sorted.get(i));
        }
        hold("var", sorted.get(tail - 1), "0.03");
        hold("shortfall", sum.divide(BigDecimal.valueOf(tail), 8, RoundingMode.CEILING), "0.035");
    }

    private void hold(final String cause, final BigDecimal actual, final String limit) {
        if (actual.compareTo(new BigDecimal(limit)) > 0) {
            causes.add(cause);
        } else {
            causes.remove(cause);
        }
    }

    void roundTrip(final int strategy, final long pnl, final long nowNs) {
        losses[strategy] = pnl < 0 ? losses[strategy] + 1 : 0;
        if (losses[strategy] >= 5) {
            pause(strategy, "losses", FOR_GOOD);
        } else if (losses[strategy] >= 3) {
            pause(strategy, "losses", nowNs + 3_600 * SECOND);
        }
    }

    void venueAnswer(final int strategy, final boolean refused, final long nowNs) {
        refusals[strategy] = refused ? refusals[strategy] + 1 : 0;
        if (refusals[strategy] == 3) {
            refusals[strategy] = 0;
            storms[strategy]++;
            pause(strategy, "storm", storms[strategy] >= 3 ? FOR_GOOD : nowNs + 300 * SECOND);
        }
    }

    void fill(final long orderId, final int strategy, final boolean buy, final BigDecimal value, final long nowNs) {
        traded = traded.add(value);
        dayFills[strategy]++;
        if (orderId == lastFilled[strategy]) {
            return;
        }
        lastFilled[strategy] = orderId;
        if (++dayOrders[strategy] >= 9) {
            pause(strategy, "filled", FOR_GOOD);
        }
        fills.get(strategy).add(new long[] {nowNs, buy ? 1 : 0});
        final long same = fills.get(strategy).stream()
                .filter(fill -> fill[1] == (buy ? 1 : 0) && nowNs - fill[0] < 60 * SECOND)
                .count();
        if (same >= 6) {
            pause(strategy, "fills", FOR_GOOD);
        }
    }

    void cancel(final int strategy) {
        messages[strategy]++;
    }

    void kill() {
        latched = "KILLED";
    }

    void resume() {
        latched = "ACTIVE";
        if (cutting) {
            cutting = false;
            deRiskPeak = null;
        }
        if (halted) {
            halted = false;
            haltPeak = null;
        }
        if (causes.contains("day") || dayHalted) {
            lossStart = null;
        }
        dayHalted = false;
        if (causes.contains("reduce")) {
            reducePeak = null;
        }
        for (int i = 0; i < 2; i++) {
            if (pauses.get(i).containsKey("day")) {
                sleeveStart[i] = null;
            }
            if (sleeveDown[i]) {
                sleeveDown[i] = false;
                sleevePeak[i] = null;
            }
            if (sleeveCutting[i]) {
                sleeveCutting[i] = false;
                deRiskPeaks[i] = null;
            }
            dayOrders[i] = 0;
            pauses.get(i).clear();
            fills.get(i).clear();
        }
        causes.clear();
        dayLosses.clear();
        Arrays.fill(losses, 0);
        Arrays.fill(refusals, 0);
        Arrays.fill(storms, 0);
    }

    /** The size that an entry at a price of 100 may leave with; null when it may not. */
    BigDecimal entry(final int strategy, final BigDecimal size, final long nowNs) {
        final boolean paused = pauses.get(strategy).values().stream().anyMatch(until -> nowNs < until);
        if (!state().equals("ACTIVE") || paused || start == null || start.signum() <= 0 || last.signum() <= 0) {
            return null;
        }
        if (within(strategy, SECOND, nowNs) >= 3
                || within(strategy, 60 * SECOND, nowNs) >= 6
                || within(2, SECOND, nowNs) >= 4
                || within(2, 60 * SECOND, nowNs) >= 9
                || messages[strategy] + 1 > Math.max(8, 4 * dayFills[strategy])) {
            return null;
        }
        final BigDecimal allowed = cutting || sleeveCutting[strategy]
                ? size.multiply(new BigDecimal("0.5")).setScale(8, RoundingMode.FLOOR)
                : size;
        final BigDecimal after = traded.add(allowed.multiply(BigDecimal.valueOf(100)));
        if (allowed.signum() == 0 || after.compareTo(start.multiply(BigDecimal.valueOf(2))) > 0) {
            return null;
        }
        messages[strategy]++;
        approvals.get(strategy).add(nowNs);
        approvals.get(2).add(nowNs);
        return allowed;
    }

    private long within(final int scope, final long spanNs, final long nowNs) {
        return approvals.get(scope).stream()
                .filter(time -> nowNs - time < spanNs)
                .count();
    }

    private void pause(final int strategy, final String cause, final long untilNs) {
        pauses.get(strategy).merge(cause, untilNs, Math::max);
    }

    private static boolean isDown(final BigDecimal from, final BigDecimal to, final String share) {
        return from.signum() > 0 && from.subtract(to).compareTo(from.multiply(new BigDecimal(share))) >= 0;
    }
}
