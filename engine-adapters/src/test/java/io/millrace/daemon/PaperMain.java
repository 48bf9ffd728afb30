package io.millrace.daemon;

import java.nio.file.Path;

/** A paper run in a process of its own, to be killed: data folder, tape folder, speed, {@code once} or {@code wait}. */
final class PaperMain {
    private PaperMain() {}

    public static void main(String[] args) {
        PaperOptions options = PaperTape.options(Path.of(args[0]), PaperTape.load(Path.of(args[1])))
                .withSpeed(args[2].equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(args[2]))
                .withOnce(args[3].equals("once"));
        PaperRun run = new PaperRun(options, System.out::println);
        System.out.println(ProcessSignals.install(run::stop, () -> run.kill("signal")));
        PaperRun.Outcome outcome = run.run();
        System.out.println(outcome);
        System.exit(outcome.exitCode());
    }
}
