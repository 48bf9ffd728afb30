package io.millrace.cli;

import io.millrace.event.codec.RiskControl;
import io.millrace.pipeline.Layout;

/** The risk gate, each time with a limit that the same buy must break. */
final class RiskChecks {
    private static final String MODEL = "buy-and-hold";
    private static final String SAMPLE = "aapl";

    void run(Validation validation) {
        validation.check("risk passes what it may", RiskChecks::passes);
        rejects(validation, RiskControl.MAX_ORDER_VALUE, "risk.maxOrderValue=1");
        rejects(validation, RiskControl.MAX_POSITION_VALUE, "risk.maxPositionValue=1");
        rejects(validation, RiskControl.MAX_ORDER_QUANTITY, "risk.maxOrderQuantity=0.00001");
        validation.check("risk per asset cap", RiskChecks::scales);
        rejects(validation, RiskControl.INSTRUMENT_RULES, "instruments.0.tradable=false");
        validation.check("risk kill switch", RiskChecks::kills);
    }

    private static ValidationCheck passes() throws InterruptedException {
        SampleRun run = new SampleRun(MODEL, SAMPLE);
        StepDigest digest = run.run(Layout.INLINE, run.inputs());
        return digest.orders() > 0 && digest.rejections().isEmpty()
                ? ValidationCheck.ok(digest.orders() + " order of " + MODEL + " passed")
                : ValidationCheck.fail(digest.orders() + " orders of " + MODEL + " passed, rejected: "
                        + digest.rejections() + "; expected one order and no rejection");
    }

    private static void rejects(Validation validation, RiskControl control, String setting) {
        validation.check(
                "risk " + control.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), () -> {
                    SampleRun run = new SampleRun(MODEL, SAMPLE, setting);
                    StepDigest digest = run.run(Layout.INLINE, run.inputs());
                    return digest.orders() == 0 && digest.rejections(control) > 0
                            ? ValidationCheck.ok(digest.rejections(control) + " orders rejected with " + setting)
                            : ValidationCheck.fail("with " + setting + " " + digest.orders()
                                    + " orders passed, rejected: " + digest.rejections() + "; expected none to pass");
                });
    }

    /** The cap lets through what still fits below it. */
    private static ValidationCheck scales() throws InterruptedException {
        SampleRun run = new SampleRun(MODEL, SAMPLE, "risk.perAssetCap=0.25");
        StepDigest digest = run.run(Layout.INLINE, run.inputs());
        int scaled = digest.scalings(RiskControl.PER_ASSET_CAP);
        return scaled > 0 && scaled == digest.orders()
                ? ValidationCheck.ok(scaled + " order made smaller with risk.perAssetCap=0.25")
                : ValidationCheck.fail(digest.orders() + " orders passed with risk.perAssetCap=0.25 and " + scaled
                        + " were made smaller; expected all");
    }

    private static ValidationCheck kills() throws InterruptedException {
        SampleRun run = new SampleRun(MODEL, SAMPLE);
        StepDigest digest = run.run(Layout.INLINE, new KilledInputs(run.inputs()));
        return digest.orders() == 0
                ? ValidationCheck.ok("no order after it was pulled")
                : ValidationCheck.fail(digest.orders() + " orders passed after it was pulled");
    }
}
