package io.millrace.control;

import java.util.List;
import java.util.Set;

/**
 * Decides who comes in by one door: Host and Origin first, against pages of strangers and names that point here; then
 * the token. Each door counts its own failures, so that nobody out there can lock this machine's. Thread safe.
 */
final class Gatekeeper {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 256;

    private final String scheme;
    private final Set<String> hosts;
    private final String expected;
    private final Tokens tokens;
    private final FailureLimit limit;

    private Gatekeeper(String scheme, Set<String> hosts, String expected, Tokens tokens, FailureLimit limit) {
        this.scheme = scheme;
        this.hosts = Set.copyOf(hosts);
        this.expected = expected;
        this.tokens = tokens;
        this.limit = limit;
    }

    /** The door for this machine. */
    static Gatekeeper here(int port, Tokens tokens, FailureLimit limit) {
        Set<String> hosts = Set.of("127.0.0.1:" + port, "[::1]:" + port, "localhost:" + port);
        return new Gatekeeper("http://", hosts, "127.0.0.1, [::1] or localhost, with the port", tokens, limit);
    }

    /**
     * The door for other machines.
     *
     * @param hosts with their port, as they come over TLS; none when there is no such door
     */
    static Gatekeeper remote(Set<String> hosts, Tokens tokens, FailureLimit limit) {
        return new Gatekeeper("https://", hosts, "one of api.hosts, with the port", tokens, limit);
    }

    /** Refuses what does not come from the service's own pages and from programs. */
    void requireHome(List<String> host, List<String> origin) {
        if (host.size() != 1 || !hosts.contains(host.get(0))) {
            throw new Refusal(403, "Host refused", "the Host header must be " + expected);
        }
        String own = scheme + host.get(0);
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
