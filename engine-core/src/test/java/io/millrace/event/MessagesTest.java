package io.millrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.codec.ClockTickEncoder;
import io.millrace.event.codec.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Headers written in one go, read by the schema's own decoder. */
class MessagesTest {
    @Test
    void shouldWriteAHeaderAsTheSchemaReadsIt() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[40]);
        buffer.setMemory(0, 40, (byte) 0x7F);
        final int length = Messages.writeHeader(buffer, 16, ClockTickEncoder.TEMPLATE_ID, 0xFFFE);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 16);
        assertEquals(ClockTickEncoder.TEMPLATE_ID, header.templateId());
        assertEquals(0xFFFE, header.blockLength());
        assertEquals(MessageHeaderDecoder.SCHEMA_ID, header.schemaId());
        assertEquals(MessageHeaderDecoder.SCHEMA_VERSION, header.version());
        assertEquals(MessageHeaderDecoder.ENCODED_LENGTH + 0xFFFE, header.frameLength());
        assertEquals(length, header.frameLength());
        assertEquals(0x7F, buffer.getByte(15));
        assertEquals(0x7F, buffer.getByte(16 + MessageHeaderDecoder.ENCODED_LENGTH));
    }
}
