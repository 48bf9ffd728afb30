package io.millrace.control;

import io.millrace.secret.Secret;
import java.util.EnumMap;
import java.util.Map;

/** One-time codes by which a dashboard gets a token: good once; a new one is made only when somebody asks. Thread
 * safe. */
final class SessionCodes {
    private static final int BYTES = 10;

    private final Map<Role, Secret> codes = new EnumMap<>(Role.class);
    /** The role a code stands for; it is spent by that. NOBODY when there is no such code. */
    synchronized Role spend(String code) {
        Role found = Role.NOBODY;
        for (Map.Entry<Role, Secret> entry : codes.entrySet()) {
            if (entry.getValue().matches(code)) {
                found = entry.getKey();
            }
        }
        if (found != Role.NOBODY) {
            codes.remove(found);
        }
        return found;
    }

    /** A new code for a role; the one before it is void. */
    synchronized String renew(Role role) {
        String code = Tokens.random(BYTES);
        codes.put(role, Secret.of(code));
        return code;
    }
}
