package io.millrace.control;

import java.util.List;
import java.util.Set;

/**
 * Decides who comes in: Host and Origin first, against pages of strangers and names that point here; then the token.
 * Thread safe.
 */
final class Gatekeeper {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 256;

    private final Set<String> hosts;
    private final Set<String> remoteHosts;
    private final Tokens tokens;
    private final FailureLimit limit;

    /** @param remoteHosts with their port, as they come over TLS */
    Gatekeeper(int port, Set<String> remoteHosts, Tokens tokens, FailureLimit limit) {
        this.hosts = Set.of("127.0.0.1:" + port, "[::1]:" + port, "localhost:" + port);
        this.remoteHosts = Set.copyOf(remoteHosts);
        this.tokens = tokens;
        this.limit = limit;
    }

    /**
     * Refuses what does not come from the service's own pages and from programs.
     *
     * @param tls whether it came over TLS, where other names are right
     */
    void requireHome(List<String> host, List<String> origin, boolean tls) {
        if (host.size() != 1 || !(tls ? remoteHosts : hosts).contains(host.get(0))) {
            throw new Refusal(
                    403,
                    "Host refused",
                    tls
                            ? "the Host header must be one of api.hosts, with the port"
                            : "the Host header must be 127.0.0.1, [::1] or localhost, with the port");
        }
        String own = (tls ? "https://" : "http://") + host.get(0);
        if (!origin.isEmpty() && (origin.size() > 1 || !origin.get(0).equals(own))) {
            throw new Refusal(403, "Origin refused", "pages of other origins may not use this service");
        }
    }

    /** The role of a request; NOBODY never comes out. */
    Role requireToken(List<String> authorization, boolean kill) {
        if (limit.closed() && !kill) {
            throw locked();
        }
        if (authorization.isEmpty()) {
            throw unauthorized("a token is needed: Authorization: Bearer TOKEN, from the files api-*.token in the data"
                    + " folder");
        }
        String value = authorization.get(0);
        boolean bearer = authorization.size() == 1 && value.startsWith(BEARER) && value.length() <= LONGEST;
        Role role = bearer ? tokens.role(value.substring(BEARER.length()).strip()) : Role.NOBODY;
        if (role == Role.NOBODY) {
            limit.failed();
            throw unauthorized("this is no token of this installation");
        }
        return role;
    }

    /** For codes: they count like tokens. */
    void requireOpen() {
        if (limit.closed()) {
            throw locked();
        }
    }

    void failed() {
        limit.failed();
    }

    private static Refusal locked() {
        return new Refusal(Answer.problem(429, "Too many failures", "five wrong tokens within a minute: wait a minute")
                .with("Retry-After", "60"));
    }

    private static Refusal unauthorized(String detail) {
        return new Refusal(Answer.problem(401, "Not authorised", detail).with("WWW-Authenticate", "Bearer"));
    }
}
