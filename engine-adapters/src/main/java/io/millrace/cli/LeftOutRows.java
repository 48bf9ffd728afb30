package io.millrace.cli;

import io.millrace.source.DataIssue;
import io.millrace.source.DataSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Says which rows of the data were left out because they could not be read; the report names each with its reason. */
final class LeftOutRows {
    private static final int NAMED = 10;

    private LeftOutRows() {}

    static void say(DataSet data, PrintWriter err) {
        long dropped = data.droppedRows();
        if (dropped == 0) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (DataIssue issue : data.issues()) {
            if (issue.kind().dropped() && names.size() < NAMED) {
                names.add(issue.source() + " line " + issue.line() + " ("
                        + issue.kind().text() + ")");
            }
        }
        err.println(
                "quarantine: " + dropped + " of " + (data.rows() + dropped) + " rows could not be read and were left"
                        + " out: " + String.join(", ", names)
                        + (dropped > names.size() ? " and " + (dropped - names.size()) + " more" : ""));
    }
}
