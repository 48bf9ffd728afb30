package io.millrace.daemon;

import io.millrace.control.EngineCommand;
import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.event.codec.CommandEncoder;
import io.millrace.event.codec.ResourcesEncoder;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionDownEncoder;
import io.millrace.event.codec.SessionUpEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the messages that a daemon itself gives to the engine: the session's ends and commands. Not thread safe. */
final class InputWriter {
    private static final int CAPACITY = 128;
    private static final int ACTOR_LENGTH = 16;

    private final UnsafeBuffer buffer = OffHeap.allocate(CAPACITY);
    private final SessionUpEncoder up = new SessionUpEncoder();
    private final SessionDownEncoder down = new SessionDownEncoder();
    private final CommandEncoder command = new CommandEncoder();
    private final ResourcesEncoder resources = new ResourcesEncoder();
    private int length;

    void sessionUp(long timeNs, int epoch, RunMode mode) {
        begin(SessionUpEncoder.TEMPLATE_ID, SessionUpEncoder.BLOCK_LENGTH);
        up.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .epoch(epoch)
                .mode(mode);
    }

    void sessionDown(long timeNs, int epoch) {
        begin(SessionDownEncoder.TEMPLATE_ID, SessionDownEncoder.BLOCK_LENGTH);
        down.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .epoch(epoch);
    }

    void command(long timeNs, long commandId, EngineCommand given) {
        begin(CommandEncoder.TEMPLATE_ID, CommandEncoder.BLOCK_LENGTH);
        command.wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .commandId(commandId)
                .kind(given.kind())
                .actor(printable(given.actor()))
                .requestKey(given.requestKey())
                .subject(given.subject())
                .amount(given.amount())
                .confirmed((short) (given.confirmed() ? 1 : 0));
    }

    void resources(long timeNs, double ringFill, double freeDiskMb) {
        begin(ResourcesEncoder.TEMPLATE_ID, ResourcesEncoder.BLOCK_LENGTH);
        resources
                .wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .ringFill(ringFill)
                .freeDiskMb(freeDiskMb);
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    private void begin(int templateId, int blockLength) {
        length = Messages.writeHeader(buffer, 0, templateId, blockLength);
    }

    private static String printable(String actor) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(actor.length(), ACTOR_LENGTH); i++) {
            char c = actor.charAt(i);
            text.append(c > ' ' && c < 0x7F ? c : '?');
        }
        return text.toString();
    }
}
