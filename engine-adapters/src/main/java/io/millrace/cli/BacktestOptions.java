package io.millrace.cli;

import io.millrace.instrument.AssetClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of a backtest that say what is run; null or empty where nothing was given. */
final class BacktestOptions {
    @Option(names = "--strategy", paramLabel = "NAME", description = "the model; see the strategies command")
    String strategy;

    @Option(names = "--param", paramLabel = "K=V", description = "a parameter of the model; repeatable")
    Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--config", paramLabel = "FILE", description = "a YAML file with a whole system of models instead")
    Path config;

    @Option(names = "--set", paramLabel = "K=V", description = "overrides one key of the configuration; repeatable")
    List<String> set = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "SPEC",
            description =
                    "a .csv, .csv.gz or .parquet file, a folder of them, journal:PATH (the market data of a recorded"
                            + " run), or embedded:btc-trades|aapl|eth-5m; with --config"
                            + " instead of the file's own data.files")
    String data;

    @Option(
            names = "--series",
            paramLabel = "NAME=FILE",
            description = "an observation series that strategies may ask for, such as vix=vix.csv,column=CLOSE,lag=1d;"
                    + " also date=, symbol=, zone=, period=day|week|month|quarter|year; repeatable")
    List<String> series = new ArrayList<>();

    @Option(
            names = "--symbol",
            paramLabel = "S",
            description =
                    "only these symbols of the data, with commas between, where the data names symbols; a file that"
                            + " names none gets this name")
    String symbol;

    @Option(
            names = "--timeframe",
            paramLabel = "T",
            description = "bars the model decides on, such as 1m, 5m, 1h, 1d; default: as in the data")
    String timeframe;

    @Option(names = "--from", paramLabel = "D", description = "first time used; a date or ISO-8601 UTC")
    String from;

    @Option(names = "--to", paramLabel = "D", description = "last date used, whole; or a time, exclusive")
    String to;

    @Option(
            names = "--stamp",
            paramLabel = "END",
            description = "which end of a bar its time names: open (default), close")
    io.millrace.source.Stamp stamp = io.millrace.source.Stamp.OPEN;

    @Option(
            names = "--quarantine",
            description =
                    "go on with bad rows instead of refusing the file: the engine quarantines them; a row that cannot"
                            + " be read is left out, named here and in the report")
    boolean quarantine;

    @Option(
            names = "--capital",
            paramLabel = "N",
            converter = DecimalText.Money.class,
            description = "cash at the start, shared equally by the symbols; default 10000")
    Long capital;

    @Option(
            names = "--fee-bps",
            paramLabel = "N",
            converter = DecimalText.BasisPoints.class,
            description = "fee of each side in basis points; default 10")
    Long fee;

    @Option(
            names = "--slippage-bps",
            paramLabel = "N",
            converter = DecimalText.BasisPoints.class,
            description = "adverse price shift of market orders in basis points; default 0")
    Long slippage;

    @Option(
            names = "--fills",
            paramLabel = "HOW",
            description = "what is assumed about fills: neutral (default: as configured), pessimistic, optimistic,"
                    + " or trio: all three, the report showing a band around the neutral one")
    Fills fills = Fills.NEUTRAL;

    @Option(names = "--warmup", paramLabel = "N", description = "no decision before a symbol's bar N; default 0")
    Long warmUp;

    @Option(names = "--whole-units", description = "quantities are whole units")
    boolean wholeUnits;

    @Option(names = "--sleeve-per-symbol", description = "--capital is each symbol's own")
    boolean sleevePerSymbol;

    @Option(
            names = "--close-at-end",
            description = "close what is open at the last close, less the taker fee, instead of marking it")
    boolean closeAtEnd;

    @Option(
            names = "--asset-class",
            paramLabel = "C",
            description =
                    "crypto, equity, etf, fx or other; default: equity when the bars never fall on a weekend, else"
                            + " crypto. Decides on 252 or 365 days a year")
    AssetClass assetClass;
}
