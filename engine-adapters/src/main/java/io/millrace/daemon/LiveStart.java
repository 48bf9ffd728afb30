package io.millrace.daemon;

import io.millrace.live.LiveRequest;

/**
 * What a run in mode live needs beside the rest.
 *
 * @param request the facts that the interlocks judge
 * @param account whose money it is, for people
 * @param countdownMs how long a person has to stop it
 */
public record LiveStart(LiveRequest request, String account, long countdownMs) {}
