package io.millrace.view;

/** How often one risk control said what. */
public record ControlCount(String control, long passed, long rejected, long scaled, long acted) {}
