package io.millrace.risk;

/**
 * What guards the account beside its limits on size, exposure and loss.
 *
 * @param restricted symbols in which there are no entries, separated by commas; empty = none
 * @param flow how orders stand to the market and to each other
 * @param timing how long things may take
 * @param steps between and beyond the loss limits
 * @param macro the score of the economy
 * @param resources what the machine must have left
 * @param stops whether positions must be protected
 */
public record GuardLimits(
        String restricted,
        FlowLimits flow,
        TimingLimits timing,
        StepLimits steps,
        MacroLimits macro,
        ResourceLimits resources,
        StopLimits stops) {
    /** Nothing is guarded. */
    public static GuardLimits off() {
        return new GuardLimits(
                "",
                FlowLimits.off(),
                TimingLimits.off(),
                StepLimits.off(),
                MacroLimits.of(""),
                ResourceLimits.off(),
                StopLimits.off());
    }

    public GuardLimits withRestricted(final String symbols) {
        return new GuardLimits(symbols, flow, timing, steps, macro, resources, stops);
    }

    public GuardLimits withFlow(final FlowLimits limits) {
        return new GuardLimits(restricted, limits, timing, steps, macro, resources, stops);
    }

    public GuardLimits withTiming(final TimingLimits limits) {
        return new GuardLimits(restricted, flow, limits, steps, macro, resources, stops);
    }

    public GuardLimits withSteps(final StepLimits limits) {
        return new GuardLimits(restricted, flow, timing, limits, macro, resources, stops);
    }

    public GuardLimits withMacro(final MacroLimits limits) {
        return new GuardLimits(restricted, flow, timing, steps, limits, resources, stops);
    }

    public GuardLimits withResources(final ResourceLimits limits) {
        return new GuardLimits(restricted, flow, timing, steps, macro, limits, stops);
    }

    public GuardLimits withStops(final StopLimits limits) {
        return new GuardLimits(restricted, flow, timing, steps, macro, resources, limits);
    }

    GuardLimits map(final LimitFields fields) {
        return new GuardLimits(
                fields.text("risk.restricted", restricted),
                flow.map(fields),
                timing.map(fields),
                steps.map(fields),
                macro.map(fields),
                resources.map(fields),
                stops.map(fields));
    }
}
