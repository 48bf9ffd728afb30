package io.millrace.inspect;

import io.millrace.event.MessageCursor;
import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.IrDecoder;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.OtfMessageDecoder;

/**
 * Puts a recorded step into words, from the schema itself: a message needs no code here to be printed. Allocates
 * freely; for people and exports, never for the engine.
 */
public final class StepInspector {
    private static final String SCHEMA = "/io/millrace/event/millrace-events.sbeir";

    private final Ir schema = load();

    /**
     * All messages of a step, in their order.
     *
     * @throws IllegalArgumentException if the bytes are not a whole step, saying what is wrong
     */
    public List<DecodedMessage> decode(final DirectBuffer buffer, final int offset, final int length) {
        StepLayout.check(buffer, offset, length);
        try {
            return messages(buffer, offset, length);
        } catch (final IllegalStateException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a step: " + e.getMessage(), e);
        }
    }

    private List<DecodedMessage> messages(final DirectBuffer buffer, final int offset, final int length) {
        final List<DecodedMessage> messages = new ArrayList<>();
        final int inputEnd = offset + Step.INPUT_OFFSET + StepLayout.inputLength(buffer, offset);
        final int framesEnd = inputEnd + StepLayout.framesLength(buffer, offset);
        section("input", buffer, offset + Step.INPUT_OFFSET, inputEnd, messages);
        section("frame", buffer, inputEnd, framesEnd, messages);
        section("output", buffer, framesEnd, offset + length, messages);
        return messages;
    }

    /** The names of all messages of the schema. */
    public List<String> messageNames() {
        final List<String> names = new ArrayList<>();
        for (final List<Token> tokens : schema.messages()) {
            names.add(tokens.get(0).name());
        }
        return names;
    }

    private void section(
            final String section,
            final DirectBuffer buffer,
            final int from,
            final int to,
            final List<DecodedMessage> messages) {
        final MessageCursor cursor = new MessageCursor().wrap(buffer, from, to);
        while (cursor.next()) {
            messages.add(message(section, buffer, cursor));
        }
    }

    private DecodedMessage message(final String section, final DirectBuffer buffer, final MessageCursor cursor) {
        final List<Token> tokens = schema.getMessage(cursor.templateId());
        if (tokens == null) {
            return new DecodedMessage(
                    section,
                    "Unknown",
                    List.of(new DecodedField("templateId", Integer.toString(cursor.templateId()), FieldKind.WHOLE)));
        }
        final FieldCollector fields = new FieldCollector();
        // A message of its own: one that is cut short must not be completed with the bytes of the next.
        final UnsafeBuffer message = new UnsafeBuffer(buffer, cursor.offset(), cursor.length());
        if (cursor.blockLength() < tokens.get(0).encodedLength()) {
            throw new IllegalStateException(tokens.get(0).name() + " has a block of " + cursor.blockLength()
                    + " bytes, expected " + tokens.get(0).encodedLength());
        }
        OtfMessageDecoder.decode(
                message, Messages.HEADER_LENGTH, cursor.version(), cursor.blockLength(), tokens, fields);
        return new DecodedMessage(section, tokens.get(0).name(), fields.fields());
    }

    private static Ir load() {
        try (InputStream in = StepInspector.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the schema " + SCHEMA + " is missing from the class path: build again");
            }
            try (IrDecoder decoder = new IrDecoder(ByteBuffer.wrap(in.readAllBytes()))) {
                return decoder.decode();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("the schema " + SCHEMA + " cannot be read", e);
        }
    }
}
