package io.millrace.daemon;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LongValue;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A paper run that is killed at a place in its code. The child runs under the debugger's interface; when it meets the
 * place for the n-th time, all its threads stand still, and it dies there.
 */
final class KilledAtPoint {
    private static final String ACCEPT_LIMIT_MS = "60000";

    private final Place point;
    private final int hit;
    private boolean killed;
    private long stepShown;

    /**
     * Where to die: the first instruction of a method.
     *
     * @param lastLine its last line instead
     * @param atEachStep its first argument is the step that is shown
     */
    record Place(String type, String method, boolean lastLine, boolean atEachStep) {
        Place(String type, String method) {
            this(type, method, false, false);
        }
    }

    private KilledAtPoint(Place point, int hit) {
        this.point = point;
        this.hit = hit;
    }

    /**
     * How it went.
     *
     * @param killed false when the run ended without meeting the place so often
     * @param stepShown the step that was about to have effects when it was killed; 0 when none was
     * @param output what it printed
     */
    record Result(boolean killed, long stepShown, String output) {}

    /** @param arguments of {@link PaperMain} */
    static Result run(Path home, List<String> arguments, HaltPoint point, int hit) throws Exception {
        return run(home, arguments, new Place(point.type, point.method, point.lastLine, point.atEachStep()), hit);
    }

    /** @param arguments of {@link PaperMain} */
    static Result run(Path home, List<String> arguments, Place point, int hit) throws Exception {
        ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(found -> found.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> settings = connector.defaultArguments();
        settings.get("localAddress").setValue("127.0.0.1");
        settings.get("port").setValue("0");
        settings.get("timeout").setValue(ACCEPT_LIMIT_MS);
        String address = connector.startListening(settings);
        String flag = "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address;
        try (PaperProcess child = new PaperProcess(home, List.of(flag), arguments)) {
            VirtualMachine machine = accepted(connector, settings, child);
            KilledAtPoint run = new KilledAtPoint(point, hit);
            run.watch(machine, child);
            return new Result(run.killed, run.stepShown, child.output());
        } finally {
            connector.stopListening(settings);
        }
    }

    private static VirtualMachine accepted(
            ListeningConnector connector, Map<String, Connector.Argument> settings, PaperProcess child)
            throws Exception {
        try {
            return connector.accept(settings);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the child, " + (child.isAlive() ? "alive" : "dead") + ", did not connect: " + child.output(), e);
        }
    }

    private void watch(VirtualMachine machine, PaperProcess child) throws Exception {
        ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(point.type);
        prepared.enable();
        try {
            while (!killed) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof VMDisconnectEvent) {
                        return;
                    }
                    handle(event, child);
                }
                events.resume();
            }
        } catch (VMDisconnectedException ended) {
            // By itself, or by the kill: the flag says which.
            return;
        }
    }

    private void handle(Event event, PaperProcess child) throws Exception {
        if (event instanceof ClassPrepareEvent loaded) {
            stopAt(loaded.referenceType());
        } else if (event instanceof BreakpointEvent stopped) {
            stepShown = point.atEachStep ? sequence(stopped) : 0;
            killed = true;
            child.kill();
        }
    }

    private void stopAt(ReferenceType type) throws Exception {
        List<Method> methods = type.methodsByName(point.method).stream()
                .filter(method -> method.location() != null)
                .toList();
        if (methods.isEmpty()) {
            throw new IllegalStateException(point + ": no method " + point.method + " in " + point.type);
        }
        // Overloads call each other: the last is the one with the most to say and does the work.
        Method method = methods.stream()
                .max((a, b) -> Integer.compare(
                        a.argumentTypeNames().size(), b.argumentTypeNames().size()))
                .orElseThrow();
        var lines = method.allLineLocations();
        BreakpointRequest request = type.virtualMachine()
                .eventRequestManager()
                .createBreakpointRequest(point.lastLine ? lines.get(lines.size() - 2) : method.location());
        request.addCountFilter(hit);
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.enable();
    }

    /** The step that the method was given. */
    private static long sequence(BreakpointEvent stopped) throws Exception {
        try {
            ObjectReference step = (ObjectReference)
                    stopped.thread().frame(0).getArgumentValues().get(0);
            Method sequence = step.referenceType().methodsByName("sequence").get(0);
            return ((LongValue) step.invokeMethod(
                            stopped.thread(), sequence, List.of(), ObjectReference.INVOKE_SINGLE_THREADED))
                    .value();
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException("the child does not stand still", e);
        }
    }
}
