package io.millrace.risk;

/** Finds one limit among all, and puts another value in its place when it is given one. */
final class OneLimit implements LimitFields {
    private final String key;
    private final boolean replaces;
    private final long replacement;
    private long found;

    OneLimit(final String key) {
        this.key = key;
        this.replaces = false;
        this.replacement = 0;
    }

    OneLimit(final String key, final long replacement) {
        this.key = key;
        this.replaces = true;
        this.replacement = replacement;
    }

    /** The value that was there. */
    long found() {
        return found;
    }

    @Override
    public long fixed(final String name, final long value, final long minimum, final long maximum) {
        return visit(name, value);
    }

    @Override
    public long fixedOrOff(final String name, final long value, final long minimum, final long maximum) {
        return visit(name, value);
    }

    @Override
    public long millis(final String name, final long valueNs, final long minimumMs, final long maximumMs) {
        return visit(name, valueNs);
    }

    @Override
    public long millisOrOff(final String name, final long valueNs, final long minimumMs, final long maximumMs) {
        return visit(name, valueNs);
    }

    @Override
    public long count(final String name, final long value, final long minimum, final long maximum) {
        return visit(name, value);
    }

    @Override
    public long countOrOff(final String name, final long value, final long minimum, final long maximum) {
        return visit(name, value);
    }

    @Override
    public boolean flag(final String name, final boolean value) {
        return value;
    }

    @Override
    public String text(final String name, final String value) {
        return value;
    }

    @Override
    public void violation(final String text) {
        // RiskLimits.validate says so.
    }

    private long visit(final String name, final long value) {
        if (!name.equals(key)) {
            return value;
        }
        found = value;
        return replaces ? replacement : value;
    }
}
