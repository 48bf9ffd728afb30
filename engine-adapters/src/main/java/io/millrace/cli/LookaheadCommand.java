package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.engine.EngineConfig;
import io.millrace.plugin.Plugins;
import io.millrace.proof.Finding;
import io.millrace.proof.FittedRange;
import io.millrace.proof.InputTape;
import io.millrace.proof.LookAheadCheck;
import io.millrace.proof.LookAheadReport;
import io.millrace.proof.ProofPlan;
import io.millrace.proof.ProofSubject;
import io.millrace.proof.StrategyCode;
import io.millrace.proof.WarmUpRow;
import io.millrace.replay.FirstDifference;
import io.millrace.settings.DataCheck;
import io.millrace.settings.SessionStamps;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import io.millrace.source.TimeText;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** R5: proof that a strategy does not see the future on some data. */
@Command(
        name = "lookahead",
        description = "Proves on data that a strategy does not see the future, and that its warm-up suffices.",
        footer = {
            "",
            "Cuts the data off, and replaces what comes after, at random places and at every signal: all that was put",
            "out before must be the same bytes. Exit code 1 when anything is found. Example:",
            "  millrace lookahead --strategy sma-cross --param fast=10 --param slow=30 --data embedded:aapl"
        })
final class LookaheadCommand extends EngineCommand {
    @Mixin
    BacktestOptions options;

    @Option(names = "--cuts", paramLabel = "N", description = "random places to cut at; default 100")
    int cuts = ProofPlan.STANDARD.cuts();

    @Option(names = "--seed", paramLabel = "N", description = "repeats the choice of places; default 1")
    long seed = ProofPlan.STANDARD.seed();

    @Option(names = "--fitted-from", paramLabel = "D", description = "first time the parameters were fitted on")
    String fittedFrom;

    @Option(names = "--fitted-to", paramLabel = "D", description = "last date the parameters were fitted on, whole")
    String fittedTo;

    @Override
    public Integer call() {
        if (cuts < 1) {
            throw new CommandException(CommandException.USAGE, "--cuts is " + cuts + "; expected 1 or more");
        }
        FittedRange fitted = fitted();
        BacktestSettings settings = new BacktestSettings(options);
        Progress progress = new Progress(err());
        DataSet data = DataOptions.load(options, settings.data(), progress);
        LeftOutRows.say(data, err());
        EngineConfig config = settings.config(data);
        InputTape tape = tape(data, config);
        if (tape.size() < 3) {
            throw new CommandException(CommandException.DATA, source() + ": too little to cut; expected several rows");
        }
        StrategyCode code = StrategyCode.of(Plugins.catalog());
        ProofPlan plan = ProofPlan.STANDARD.withCuts(cuts).withSeed(seed);
        LookAheadReport report = new LookAheadCheck(
                        new ProofSubject(config, code, fitted),
                        tape,
                        plan,
                        (what, done, all) -> progress.say(what + " " + done + " of " + all))
                .run();
        progress.clear();
        if (json) {
            out().println(object(config, report));
        } else {
            print(config, report);
        }
        return report.clean() ? OK : CommandException.BAD;
    }

    /** The data as the engine gets it. */
    static InputTape tape(DataSet data, EngineConfig config) {
        DataSet stamped = SessionStamps.apply(data, config);
        return InputTape.of(new SeriesInputs(stamped, DataCheck.symbols(config), config.mode(), 1));
    }

    /** What the data is called: without --data it is that of the file. */
    private String source() {
        return options.data != null ? options.data : "the data of " + options.config;
    }

    private FittedRange fitted() {
        if (fittedFrom == null && fittedTo == null) {
            return null;
        }
        long from = fittedFrom == null ? Long.MIN_VALUE : TimeText.rangeStart("--fitted-from", fittedFrom);
        long to = fittedTo == null ? Long.MAX_VALUE : TimeText.rangeEnd("--fitted-to", fittedTo);
        if (from >= to) {
            throw new CommandException(
                    CommandException.USAGE,
                    "--fitted-from " + fittedFrom + " is not before --fitted-to " + fittedTo
                            + "; expected an earlier time");
        }
        return new FittedRange(from, to);
    }

    private void print(EngineConfig config, LookAheadReport report) {
        out().println(name(config) + " on " + source() + ": "
                + (report.clean() ? "clean, no look-ahead found" : "FLAGGED"));
        out().println(String.format(
                Locale.ROOT,
                "  %,d inputs, %,d steps; cut at %d random places and %d signals, %d poisoned futures (seed %d)",
                report.inputs(),
                report.steps(),
                report.randomCuts(),
                report.signalCuts(),
                report.poisonings(),
                report.seed()));
        for (Finding finding : report.findings()) {
            out().println("  " + finding.kind() + ": " + finding.kind().meaning());
            out().println("    " + finding.detail());
            FirstDifference difference = finding.difference();
            if (difference != null) {
                out().println("    step " + difference.step() + ", " + difference.field());
                out().println("      on all data  " + difference.recorded());
                out().println("      on the cut   " + difference.recomputed());
            }
        }
        for (WarmUpRow row : report.warmUps()) {
            out().println(String.format(
                    Locale.ROOT,
                    "  warm-up %-28s %6d bars declared, %s",
                    row.stream() + " " + row.indicator(),
                    row.declaredBars(),
                    Double.isNaN(row.declaredDifference())
                            ? "not checked"
                            : String.format(Locale.ROOT, "%.5f %% from the whole", row.declaredDifference() * 100)));
        }
        report.notes().forEach(note -> out().println("  note: " + note));
    }

    private String object(EngineConfig config, LookAheadReport report) {
        return JsonText.object(json -> {
            json.writeStringField("strategy", name(config));
            json.writeStringField("data", source());
            json.writeBooleanField("clean", report.clean());
            json.writeNumberField("inputs", report.inputs());
            json.writeNumberField("steps", report.steps());
            json.writeNumberField("signals", report.signals());
            json.writeNumberField("cuts", report.randomCuts());
            json.writeNumberField("signalCuts", report.signalCuts());
            json.writeNumberField("poisonings", report.poisonings());
            json.writeNumberField("seed", report.seed());
            Finding first = report.findings().stream()
                    .filter(finding -> finding.difference() != null)
                    .findFirst()
                    .orElse(null);
            json.writeFieldName("firstDifference");
            difference(json, first);
            json.writeArrayFieldStart("findings");
            for (Finding finding : report.findings()) {
                json.writeStartObject();
                json.writeStringField("kind", finding.kind().name());
                json.writeStringField("meaning", finding.kind().meaning());
                json.writeStringField("detail", finding.detail());
                json.writeFieldName("difference");
                difference(json, finding);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("warmUp");
            for (WarmUpRow row : report.warmUps()) {
                warmUp(json, row);
            }
            json.writeEndArray();
            JsonText.strings(json, "notes", report.notes());
        });
    }

    private static void difference(JsonGenerator json, Finding finding) throws IOException {
        if (finding == null || finding.difference() == null) {
            json.writeNull();
            return;
        }
        FirstDifference difference = finding.difference();
        json.writeStartObject();
        json.writeNumberField("cut", finding.cut());
        json.writeNumberField("step", difference.step());
        json.writeStringField("stage", difference.stage());
        json.writeStringField("field", difference.field());
        json.writeStringField("whole", difference.recorded());
        json.writeStringField("cutOff", difference.recomputed());
        json.writeEndObject();
    }

    private static void warmUp(JsonGenerator json, WarmUpRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("stream", row.stream());
        json.writeStringField("indicator", row.indicator());
        json.writeNumberField("declaredBars", row.declaredBars());
        JsonText.number(json, "declaredDifference", row.declaredDifference());
        json.writeArrayFieldStart("startUps");
        for (int i = 0; i < row.startUps().size(); i++) {
            json.writeStartObject();
            json.writeNumberField("bars", row.startUps().get(i));
            JsonText.number(json, "difference", row.differences().get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String name(EngineConfig config) {
        String first = config.strategies().get(0).name();
        return config.strategies().size() == 1
                ? first
                : first + " and " + (config.strategies().size() - 1) + " more";
    }
}
