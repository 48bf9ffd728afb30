package io.millrace.cli;

import java.io.PrintWriter;

/** What the formats of text share. */
abstract class TextExport implements MessageExport {
    private final ExportTarget target;
    private final PrintWriter writer;

    TextExport(ExportTarget target) {
        this.target = target;
        this.writer = target.text();
    }

    final void line(CharSequence text) {
        writer.println(text);
    }

    @Override
    public final void finish() {
        if (writer.checkError()) {
            throw target.notWritten("its disk may be full");
        }
    }

    @Override
    public final void close() {
        target.closeText(writer);
    }
}
