package io.millrace.control;

import java.util.Map;

/**
 * A request that was let in.
 *
 * @param tls whether it came by the door for other machines
 * @param query parameters, the first value of each
 * @param body empty for a GET
 * @param key the header Idempotency-Key; null when absent
 */
record ApiRequest(Role role, boolean tls, Map<String, String> query, String body, String key) {}
