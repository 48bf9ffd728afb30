/**
 * What must hold before orders may be meant in earnest: seven conditions, none of which can stand in for another. Only
 * {@link io.millrace.live.LiveGate} makes a permit, and a run in mode live does not begin without one. Knows facts that
 * others collected; starts nothing, opens no connection.
 */
package io.millrace.live;
