package io.millrace.cli;

import io.millrace.engine.StepListener;
import io.millrace.plugin.Plugins;
import io.millrace.replay.FirstDifference;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayResult;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** J2: the inputs of a journal once more, through this build. */
@Command(
        name = "replay",
        description = "Runs a journal's inputs again; with --verify compares every byte of every step.",
        footer = {"", "Exit codes: 1 when --verify finds a difference, 3 when the journal is damaged."})
final class ReplayCommand extends EngineCommand {
    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    Path journal;

    @Option(names = "--verify", description = "compare every output; the first difference is named")
    boolean verify;

    @Override
    public Integer call() {
        Path folder = RunFolder.journalOf(journal);
        Replay replay = new Replay(folder, Plugins.catalog());
        ReplayResult result = replay.run(verify, StepListener.NONE);
        if (!replay.begin().isEmpty()) {
            err().println(replay.begin());
        }
        if (json) {
            out().println(object(result));
        } else {
            print(result, folder);
        }
        return result.difference() == null ? OK : CommandException.BAD;
    }

    private void print(ReplayResult result, Path folder) {
        FirstDifference difference = result.difference();
        if (difference != null) {
            out().println(folder + ": differs at step " + difference.step() + " in stage " + difference.stage() + ", "
                    + difference.field());
            out().println("  recorded    " + difference.recorded());
            out().println("  recomputed  " + difference.recomputed());
            return;
        }
        out().println(folder + ": " + (verify ? "identical, every byte of every step" : "replayed, not compared")
                + (verify ? "" : " (--verify compares)"));
        out().println(String.format(
                Locale.ROOT,
                "  %,d steps, %,d inputs, %,d outputs, %,.0f steps/s",
                result.steps(),
                result.inputs(),
                result.outputs(),
                result.stepsPerSecond()));
        out().println("  state hash " + RunResults.hash(result.stateHash()) + ", order hash "
                + RunResults.hash(result.orderHash()));
    }

    private static String object(ReplayResult result) {
        return JsonText.object(json -> {
            json.writeNumberField("steps", result.steps());
            json.writeNumberField("inputs", result.inputs());
            json.writeNumberField("outputs", result.outputs());
            if (result.compared()) {
                json.writeBooleanField("identical", result.identical());
            } else {
                json.writeNullField("identical");
            }
            json.writeStringField("stateHash", RunResults.hash(result.stateHash()));
            json.writeStringField("orderHash", RunResults.hash(result.orderHash()));
            FirstDifference difference = result.difference();
            if (difference == null) {
                json.writeNullField("firstDifference");
            } else {
                json.writeObjectFieldStart("firstDifference");
                json.writeNumberField("step", difference.step());
                json.writeStringField("stage", difference.stage());
                json.writeStringField("field", difference.field());
                json.writeStringField("recorded", difference.recorded());
                json.writeStringField("recomputed", difference.recomputed());
                json.writeEndObject();
            }
            JsonText.number(json, "stepsPerSecond", result.stepsPerSecond());
        });
    }
}
