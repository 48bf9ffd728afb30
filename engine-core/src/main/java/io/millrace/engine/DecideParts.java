package io.millrace.engine;

import io.millrace.instrument.ActionSchedule;
import io.millrace.portfolio.Ledger;

/** What the decide stage is made of; its parts share one thread and answer each other at once. */
record DecideParts(
        Ledger ledger,
        OrderDesk desk,
        Touch touch,
        ActionSchedule actions,
        IndicatorValues values,
        SeriesValues series,
        DataWatch watch,
        Netting netting,
        OutputWriter output) {}
