package io.millrace.venue;

import io.millrace.event.codec.ReportReason;
import java.util.List;

/** The venue's script of incidents, asked about times. Immutable; a scan, for scripts are short. */
final class Incidents {
    private final Incident[] script;

    Incidents(final List<Incident> script) {
        this.script = script.toArray(new Incident[0]);
    }

    /** The time itself or, within an outage, the end of it. */
    long afterOutage(final long timeNs) {
        long at = timeNs;
        boolean moved = script.length > 0;
        while (moved) {
            moved = false;
            for (final Incident incident : script) {
                if (incident.kind() == Incident.Kind.OUTAGE && incident.fromNs() <= at && at < incident.toNs()) {
                    at = incident.toNs();
                    moved = true;
                }
            }
        }
        return at;
    }

    /** True when trading is halted at any moment from one time to another, both included. */
    boolean halts(final int instrument, final long fromNs, final long toNs) {
        for (final Incident incident : script) {
            if (isHalt(incident)
                    && incident.concerns(instrument)
                    && incident.fromNs() <= toNs
                    && fromNs < incident.toNs()) {
                return true;
            }
        }
        return false;
    }

    /** Why a new order is rejected by script; NONE when it is not. */
    ReportReason objection(final int instrument, final long timeNs) {
        for (final Incident incident : script) {
            if (incident.concerns(instrument) && incident.fromNs() <= timeNs && timeNs < incident.toNs()) {
                if (incident.kind() == Incident.Kind.REJECT) {
                    return ReportReason.VENUE_REFUSED;
                }
                if (incident.kind() == Incident.Kind.HALT_REJECT) {
                    return ReportReason.HALTED;
                }
            }
        }
        return ReportReason.NONE;
    }

    private static boolean isHalt(final Incident incident) {
        return incident.kind() == Incident.Kind.HALT || incident.kind() == Incident.Kind.HALT_REJECT;
    }
}
