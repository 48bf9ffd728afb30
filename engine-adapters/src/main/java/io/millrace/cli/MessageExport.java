package io.millrace.cli;

import io.millrace.cli.StepWalk.NamedMessage;
import io.millrace.inspect.FieldKind;
import java.util.Map;

/** One format that a journal's messages are exported in; one object an export, one thread. */
interface MessageExport extends AutoCloseable {
    /** Whether {@link #begin} needs to know the fields of all messages: the journal is then read twice. */
    boolean needsFields();

    /** Before the first message; the fields' names in the order in which they were met, empty when not needed. */
    void begin(Map<String, FieldKind> fields);

    void message(NamedMessage message);

    /** After the last message: from now on all is in the file. */
    void finish();

    @Override
    void close();
}
