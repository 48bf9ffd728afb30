package io.millrace.proof;

/**
 * How much is tried. All choices come from the seed, so a finding can be repeated.
 *
 * @param cuts random places at which the data is cut off
 * @param signalCuts most signals and orders at which it is cut off besides; when there are more, a random choice
 * @param poisons places after which the data is replaced, in each variant of {@link Poison}
 * @param seed of the choices
 */
public record ProofPlan(int cuts, int signalCuts, int poisons, long seed) {
    /** 100 random cuts, every signal up to 400, 20 poisonings of each variant. */
    public static final ProofPlan STANDARD = new ProofPlan(100, 400, 20, 1);

    public ProofPlan {
        if (cuts < 1 || signalCuts < 0 || poisons < 0) {
            throw new IllegalArgumentException("a proof with " + cuts + " cuts, " + signalCuts + " signal cuts and "
                    + poisons + " poisonings; expected at least 1, 0 and 0");
        }
    }

    public ProofPlan withCuts(final int value) {
        return new ProofPlan(value, signalCuts, poisons, seed);
    }

    public ProofPlan withSeed(final long value) {
        return new ProofPlan(cuts, signalCuts, poisons, value);
    }
}
