package io.millrace.plugin;

import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.event.codec.BarEncoder;
import io.millrace.event.codec.ClockTickEncoder;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionUpEncoder;
import io.millrace.feed.InputSource;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A made-up market: bars of several instruments, wild enough that most strategies trade. The same seeds give the same
 * bytes; from a given bar on another seed may go on. Plays once; no allocation while it plays.
 */
final class TrialTape implements InputSource {
    private static final long START_NS = 1_704_067_200_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double SWING = 0.03;
    private static final double PULL = 0.02;

    private final List<UnsafeBuffer> messages = new ArrayList<>();
    private final UnsafeBuffer scratch = OffHeap.allocate(256);
    private UnsafeBuffer current = OffHeap.allocate(0);
    private final int seconds;
    private int next;

    /**
     * Makes the market up.
     *
     * @param turn the first bar that {@code laterSeed} decides
     */
    TrialTape(int instruments, int seconds, int bars, int turn, long laterSeed) {
        this.seconds = seconds;
        up();
        double[] closes = new double[instruments];
        for (int i = 0; i < instruments; i++) {
            closes[i] = 50 + 10.0 * i;
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int bar = 0; bar < bars; bar++) {
            if (bar == turn) {
                random = new SplittableRandom(laterSeed);
            }
            long closeNs = START_NS + (bar + 1L) * seconds * SECOND_NS;
            for (int i = 0; i < instruments; i++) {
                closes[i] = bar(i, closeNs, closes[i], 50 + 10.0 * i, random);
            }
            tick(closeNs);
        }
    }

    /** A bar that opens at the last close and is pulled back to where the market began. */
    private double bar(int instrument, long closeNs, double open, double home, SplittableRandom random) {
        double move = (random.nextDouble() - 0.5) * 2 * SWING + PULL * StrictMath.log(home / open);
        double close = open * StrictMath.exp(move);
        double high = Math.max(open, close) * (1 + random.nextDouble() * SWING / 2);
        double low = Math.min(open, close) * (1 - random.nextDouble() * SWING / 2);
        begin(BarEncoder.TEMPLATE_ID, BarEncoder.BLOCK_LENGTH);
        new BarEncoder()
                .wrap(scratch, Messages.HEADER_LENGTH)
                .eventTime(closeNs)
                .receiveTime(closeNs)
                .instrument(instrument)
                .source(1)
                .reserved(0)
                .openTime(closeNs - seconds * SECOND_NS)
                .openPrice(Fixed.fromDouble(open))
                .highPrice(Fixed.fromDouble(high))
                .lowPrice(Fixed.fromDouble(low))
                .closePrice(Fixed.fromDouble(close))
                .volume(Fixed.fromDouble(1_000 + random.nextInt(100_000)))
                .timeframeSeconds(seconds);
        keep(BarEncoder.BLOCK_LENGTH);
        return close;
    }

    private void up() {
        begin(SessionUpEncoder.TEMPLATE_ID, SessionUpEncoder.BLOCK_LENGTH);
        new SessionUpEncoder()
                .wrap(scratch, Messages.HEADER_LENGTH)
                .eventTime(START_NS)
                .receiveTime(START_NS)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0)
                .epoch(1)
                .mode(RunMode.BACKTEST);
        keep(SessionUpEncoder.BLOCK_LENGTH);
    }

    private void tick(long timeNs) {
        begin(ClockTickEncoder.TEMPLATE_ID, ClockTickEncoder.BLOCK_LENGTH);
        new ClockTickEncoder()
                .wrap(scratch, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(Absent.INSTRUMENT)
                .source(0)
                .reserved(0);
        keep(ClockTickEncoder.BLOCK_LENGTH);
    }

    private void begin(int templateId, int blockLength) {
        Messages.writeHeader(scratch, 0, templateId, blockLength);
    }

    private void keep(int blockLength) {
        UnsafeBuffer message = OffHeap.allocate(Messages.HEADER_LENGTH + blockLength);
        message.putBytes(0, scratch, 0, message.capacity());
        messages.add(message);
    }

    @Override
    public boolean advance() {
        if (next == messages.size()) {
            return false;
        }
        current = messages.get(next);
        next++;
        return true;
    }

    @Override
    public boolean exhausted() {
        return next == messages.size();
    }

    @Override
    public DirectBuffer buffer() {
        return current;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return current.capacity();
    }
}
