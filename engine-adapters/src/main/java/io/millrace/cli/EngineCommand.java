package io.millrace.cli;

import io.millrace.journal.JournalCut;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands share: help, JSON and where text goes. */
abstract class EngineCommand implements Callable<Integer> {
    static final int OK = 0;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "print the facts as one JSON object and nothing else")
    boolean json;

    @Mixin
    HelpOption help;

    /** Standard output: facts only. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Says on standard error where a journal begins, when not at its first record. */
    void sayCut(Path journal) {
        JournalCut cut = JournalCut.read(journal);
        if (cut != null) {
            err().println(journal + " " + cut.describe());
        }
    }

    /** Standard error: progress, warnings. */
    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
