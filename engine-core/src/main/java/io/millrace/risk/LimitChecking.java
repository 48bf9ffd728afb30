package io.millrace.risk;

import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/** Holds limits against their ranges and collects all violations, in words; changes nothing. */
final class LimitChecking implements LimitFields {
    private final List<String> found = new ArrayList<>();

    List<String> found() {
        return found;
    }

    @Override
    public long fixed(final String key, final long value, final long minimum, final long maximum) {
        if (value < minimum || value > maximum) {
            found.add(key + ": " + Fixed.format(value) + ", expected " + Fixed.format(minimum) + " to "
                    + Fixed.format(maximum));
        }
        return value;
    }

    @Override
    public long fixedOrOff(final String key, final long value, final long minimum, final long maximum) {
        return value == RiskLimits.UNLIMITED ? value : fixed(key, value, minimum, maximum);
    }

    @Override
    public long millis(final String key, final long valueNs, final long minimumMs, final long maximumMs) {
        if (valueNs < minimumMs * RiskLimits.MILLI || valueNs > maximumMs * RiskLimits.MILLI) {
            found.add(key + ": " + valueNs + " ns, expected " + minimumMs + " to " + maximumMs + " ms");
        }
        return valueNs;
    }

    @Override
    public long millisOrOff(final String key, final long valueNs, final long minimumMs, final long maximumMs) {
        return valueNs == RiskLimits.UNLIMITED ? valueNs : millis(key, valueNs, minimumMs, maximumMs);
    }

    @Override
    public long count(final String key, final long value, final long minimum, final long maximum) {
        if (value < minimum || value > maximum) {
            found.add(key + ": " + value + ", expected " + minimum + " to " + maximum);
        }
        return value;
    }

    @Override
    public long countOrOff(final String key, final long value, final long minimum, final long maximum) {
        return value == RiskLimits.UNLIMITED ? value : count(key, value, minimum, maximum);
    }

    @Override
    public boolean flag(final String key, final boolean value) {
        return value;
    }

    @Override
    public String text(final String key, final String value) {
        return value;
    }

    @Override
    public void violation(final String text) {
        found.add(text);
    }
}
