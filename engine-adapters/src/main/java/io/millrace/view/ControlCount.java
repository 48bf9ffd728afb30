package io.millrace.view;

/**
 * How often one risk control said what, and what it saw last.
 *
 * @param limit the newest limit; NaN where the control has none
 * @param actual what stood against it then
 */
public record ControlCount(
        String control, long passed, long rejected, long scaled, long acted, double limit, double actual) {}
