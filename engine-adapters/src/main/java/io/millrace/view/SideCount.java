package io.millrace.view;

/**
 * A count of something that runs beside the engine since the session began.
 *
 * @param work such as {@code logs} or {@code notices}
 * @param result such as {@code written} or {@code failed}
 */
public record SideCount(String work, String result, long count) {}
