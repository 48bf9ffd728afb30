package io.millrace.cli;

import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.event.codec.CommandEncoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The inputs of another source with a kill command behind the first one. */
final class KilledInputs implements InputSource {
    private static final int LENGTH = Messages.HEADER_LENGTH + CommandEncoder.BLOCK_LENGTH;

    private final InputSource source;
    private final UnsafeBuffer command = OffHeap.allocate(LENGTH);
    private int given;

    KilledInputs(InputSource source) {
        this.source = source;
    }

    @Override
    public boolean advance() {
        if (given == 1) {
            write(InputMessage.receiveTimeNs(source.buffer(), source.offset()));
            given++;
            return true;
        }
        boolean more = source.advance();
        given += more ? 1 : 0;
        return more;
    }

    @Override
    public boolean exhausted() {
        return given != 1 && source.exhausted();
    }

    @Override
    public DirectBuffer buffer() {
        return given == 2 ? command : source.buffer();
    }

    @Override
    public int offset() {
        return given == 2 ? 0 : source.offset();
    }

    @Override
    public int length() {
        return given == 2 ? LENGTH : source.length();
    }

    private void write(long timeNs) {
        Messages.writeHeader(command, 0, CommandEncoder.TEMPLATE_ID, CommandEncoder.BLOCK_LENGTH);
        new CommandEncoder()
                .wrap(command, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT & 0xFFFF_FFFFL)
                .source(0)
                .reserved(0)
                .commandId(1)
                .kind(CommandKind.KILL)
                .actor("validate")
                .requestKey(0)
                .subject(0)
                .amount(0)
                .confirmed((short) 0);
    }
}
