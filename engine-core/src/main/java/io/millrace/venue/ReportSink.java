package io.millrace.venue;

/** Receives the reports of a venue, in the order in which they become due. */
public interface ReportSink {
    /** The report is valid only during the call. */
    void onReport(VenueReport report);
}
