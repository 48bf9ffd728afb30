package io.millrace.live;

/** Endpoint and key are of one kind, and of one that this version can trade at. */
final class MatchingEndpoint implements Interlock {
    @Override
    public String refusal(LiveRequest request) {
        if (!request.endpoint().equals(request.key())) {
            return "the endpoint is " + request.endpoint() + " and the key is " + request.key()
                    + ": give the key that belongs to the endpoint";
        }
        return request.endpoint().equals("simulated")
                ? null
                : "the endpoint is " + request.endpoint() + "; this version has the simulated venue only";
    }
}
