package io.millrace.instrument;

/**
 * Some instruments, by id: what has changed since someone last looked. Adding one that is in costs a look at a flag.
 * One thread; no allocation after construction.
 */
public final class InstrumentSet {
    private final boolean[] in;
    private final int[] ids;
    private int size;

    /** A set that is empty, for so many instruments. */
    public InstrumentSet(final int instruments) {
        in = new boolean[instruments];
        ids = new int[instruments];
    }

    public void add(final int instrument) {
        if (!in[instrument]) {
            in[instrument] = true;
            ids[size++] = instrument;
        }
    }

    /** Adds all of another set, which is empty afterwards. */
    public void takeAll(final InstrumentSet other) {
        for (int i = 0; i < other.size; i++) {
            other.in[other.ids[i]] = false;
            add(other.ids[i]);
        }
        other.size = 0;
    }

    public int size() {
        return size;
    }

    /** One of them; {@code place} from 0 to less than {@link #size}. */
    public int get(final int place) {
        return ids[place];
    }

    /** The one at the last place. */
    public int last() {
        return ids[size - 1];
    }

    public void removeLast() {
        in[ids[--size]] = false;
    }
}
