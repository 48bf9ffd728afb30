package io.millrace.proof;

/** What a look-ahead check can find; the sentence says what it means. */
public enum FindingKind {
    FAILED("the strategy threw something; it decided nothing from there on, so nothing is proven of it"),
    NOT_REPEATABLE("the same inputs gave other outputs: something besides the inputs decides"),
    TRUNCATION("outputs before a cut change when what comes after it is left out"),
    POISON("outputs before a cut change when what comes after it is replaced"),
    WARM_UP("an indicator still depends on where the data begins when its warm-up is over"),
    BACK_DOOR("the code holds data, or reaches for it, besides what the engine hands it"),
    EARLY_FILL("a fill is better than any price that could be had after its order"),
    EARLY_BAR("a bar is handed out before it is complete"),
    OUTSIDE_SESSION("bars lie where their market is closed: their clock is in another time zone"),
    UNPUBLISHED("values are handed out in the moment that they describe, before anyone could publish them"),
    SURVIVORS("survivorship: not controlled; a wide universe in which nothing ever died"),
    FITTED_ON_TEST("parameters were fitted on the range that they are tested on");

    private final String meaning;

    FindingKind(final String meaning) {
        this.meaning = meaning;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }
}
