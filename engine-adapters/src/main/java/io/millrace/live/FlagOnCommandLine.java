package io.millrace.live;

/** The person at the terminal says live too: a copied configuration is not enough. */
final class FlagOnCommandLine implements Interlock {
    @Override
    public String refusal(LiveRequest request) {
        return request.flag() ? null : "--live is missing on the command line";
    }
}
