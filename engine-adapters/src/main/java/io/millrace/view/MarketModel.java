package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.BarFrameDecoder;
import io.millrace.event.codec.IndicatorsDecoder;
import io.millrace.event.codec.RegimeDecoder;
import io.millrace.instrument.Timeframe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest bars by instrument and timeframe, indicator values and regimes. Owned by the replica's lock. */
final class MarketModel implements Stateful {
    private static final int KEPT = 2_000;
    private static final int MOST_SERIES = 1_000;
    private static final int MOST_TRACKS = 64;

    private final Names names;
    private final Map<Key, Recent<BarLine>> bars = new LinkedHashMap<>();
    private final Map<Integer, IndicatorLine> indicators = new TreeMap<>();
    private final Map<Track, Recent<TrackPoint>> tracks = new LinkedHashMap<>();
    private final Map<String, RegimeLine> regimes = new TreeMap<>();

    private record Key(long instrument, long timeframe) {
        void write(StateSink sink) {
            sink.putLong(instrument);
            sink.putLong(timeframe);
        }

        static Key read(StateSource source) {
            return new Key(source.getLong(), source.getLong());
        }
    }

    private record Track(int stream, Key key) {}

    MarketModel(Names names) {
        this.names = names;
    }

    void onBar(BarDecoder bar) {
        add(
                new Key(bar.instrument(), bar.timeframeSeconds()),
                new BarLine(
                        bar.openTime(),
                        bar.openPrice(),
                        bar.highPrice(),
                        bar.lowPrice(),
                        bar.closePrice(),
                        bar.volume()));
    }

    void onBarFrame(BarFrameDecoder bar) {
        add(
                new Key(bar.instrument(), bar.timeframeSeconds()),
                new BarLine(
                        bar.openTime(),
                        bar.openPrice(),
                        bar.highPrice(),
                        bar.lowPrice(),
                        bar.closePrice(),
                        bar.volume()));
    }

    void onIndicators(BarDecoder bar, long timeNs, IndicatorsDecoder decoder) {
        onIndicators(bar.instrument(), bar.timeframeSeconds(), bar.openTime(), timeNs, decoder);
    }

    void onIndicators(BarFrameDecoder bar, long timeNs, IndicatorsDecoder decoder) {
        onIndicators(bar.instrument(), bar.timeframeSeconds(), bar.openTime(), timeNs, decoder);
    }

    /** Values behind a bar, which is known by its instrument, timeframe and open time. */
    private void onIndicators(
            long instrument, long timeframe, long openTimeNs, long timeNs, IndicatorsDecoder decoder) {
        int stream = (int) decoder.stream();
        List<Double> values = new ArrayList<>();
        for (IndicatorsDecoder.ValuesDecoder value : decoder.values()) {
            values.add(value.value());
        }
        Track track = new Track(stream, new Key(instrument, timeframe));
        if (tracks.containsKey(track) || tracks.size() < MOST_TRACKS) {
            tracks.computeIfAbsent(track, key -> new Recent<>(KEPT)).add(new TrackPoint(openTimeNs, values));
        }
        indicators.put(stream, new IndicatorLine(stream, names.symbol(instrument), timeNs, values));
    }

    void onRegime(long timeNs, RegimeDecoder regime) {
        String dimension = regime.dimension().name();
        regimes.put(dimension, new RegimeLine(dimension, regime.current().name(), timeNs));
    }

    List<BarSeries> bars(String symbol, String timeframe) {
        List<BarSeries> found = new ArrayList<>();
        bars.forEach((key, series) -> {
            String name = names.symbol(key.instrument());
            String size = new Timeframe((int) key.timeframe()).format();
            if ((symbol == null || symbol.equals(name)) && (timeframe == null || timeframe.equals(size))) {
                found.add(new BarSeries(name, size, series.list()));
            }
        });
        return found;
    }

    /** Which bars there are. */
    List<SeriesName> series() {
        List<SeriesName> found = new ArrayList<>();
        bars.forEach((key, kept) -> found.add(new SeriesName(
                names.symbol(key.instrument()),
                new Timeframe((int) key.timeframe()).format(),
                kept.list().size())));
        return found;
    }

    List<IndicatorTrack> tracks(String symbol, String timeframe) {
        List<IndicatorTrack> found = new ArrayList<>();
        tracks.forEach((track, points) -> {
            String name = names.symbol(track.key().instrument());
            String size = new Timeframe((int) track.key().timeframe()).format();
            if (name.equals(symbol) && size.equals(timeframe)) {
                found.add(new IndicatorTrack(track.stream(), name, size, points.list()));
            }
        });
        return found;
    }

    List<IndicatorLine> indicators() {
        return List.copyOf(indicators.values());
    }

    List<RegimeLine> regimes() {
        return List.copyOf(regimes.values());
    }

    private void add(Key key, BarLine bar) {
        Recent<BarLine> series = bars.get(key);
        if (series == null) {
            if (bars.size() == MOST_SERIES) {
                return;
            }
            series = new Recent<>(KEPT);
            bars.put(key, series);
        }
        series.add(bar);
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(bars.size());
        bars.forEach((key, series) -> {
            key.write(sink);
            series.writeState(sink, BarLine::write);
        });
        sink.putLong(indicators.size());
        indicators.values().forEach(line -> line.write(sink));
        sink.putLong(tracks.size());
        tracks.forEach((track, points) -> {
            sink.putLong(track.stream());
            track.key().write(sink);
            points.writeState(sink, TrackPoint::write);
        });
        sink.putLong(regimes.size());
        regimes.values().forEach(line -> line.write(sink));
    }

    @Override
    public void readState(StateSource source) {
        for (int left = source.getCount("MarketModel.bars", MOST_SERIES); left > 0; left--) {
            Recent<BarLine> series = new Recent<>(KEPT);
            bars.put(Key.read(source), series);
            series.readState(source, BarLine::read);
        }
        for (int left = source.getCount("MarketModel.indicators", Integer.MAX_VALUE); left > 0; left--) {
            IndicatorLine line = IndicatorLine.read(source);
            indicators.put(line.stream(), line);
        }
        for (int left = source.getCount("MarketModel.tracks", MOST_TRACKS); left > 0; left--) {
            Recent<TrackPoint> points = new Recent<>(KEPT);
            tracks.put(new Track(source.getInt("MarketModel.stream"), Key.read(source)), points);
            points.readState(source, TrackPoint::read);
        }
        for (int left = source.getCount("MarketModel.regimes", Integer.MAX_VALUE); left > 0; left--) {
            RegimeLine line = RegimeLine.read(source);
            regimes.put(line.dimension(), line);
        }
    }
}
