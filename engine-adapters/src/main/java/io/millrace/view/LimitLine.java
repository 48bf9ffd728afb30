package io.millrace.view;

import io.millrace.risk.LiveLimit;

/**
 * A limit that can be changed while the engine runs.
 *
 * @param value in force
 * @param configured as the engine was started with
 * @param stages null when it acts once
 * @param change the command that brought the value into force; null when it is the configuration's
 */
public record LimitLine(LiveLimit limit, long value, long configured, LimitStages stages, CommandEntry change) {}
