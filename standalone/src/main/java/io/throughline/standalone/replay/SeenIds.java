package io.throughline.standalone.replay;

/**
 * Remembers which ids a log gives, on which line first, and whether the interaction was accepted; in 64 bytes each or fewer.
 * Goes by a 64-bit hash, so that two ids out of ten million are taken for one with a chance of one in 370,000. May be used by
 * several threads.
 */
final class SeenIds {

    /**
     * Where an id stands first.
     *
     * @param way how that line is sent, 0 to 255
     */
    record First(long line, int way) {}

    private static final long EMPTY = 0;
    private static final long ACCEPTED = 1;
    private static final int WAY_AT = 1;
    private static final int LINE_AT = 9;
    private static final int WAYS = 1 << LINE_AT - WAY_AT;

    private long[] hashes = new long[1 << 12];

    /** The line, the way in eight bits, {@link #ACCEPTED} in the last one. */
    private long[] states = new long[1 << 12];

    private int size;

    /** Where {@code id} stood first: at {@code here} when it did not stand anywhere before. */
    synchronized First first(String id, First here) {
        int place = placeOf(id);
        if (states[place] == EMPTY) {
            states[place] = here.line() << LINE_AT | (long) here.way() << WAY_AT;
        }
        return new First(states[place] >>> LINE_AT, (int) (states[place] >>> WAY_AT) & WAYS - 1);
    }

    /** Notes that the interaction {@code id} was accepted; answers whether that is new. */
    synchronized boolean accept(String id) {
        int place = placeOf(id);
        boolean isNew = (states[place] & ACCEPTED) == 0;
        states[place] |= ACCEPTED;
        return isNew;
    }

    private int placeOf(String id) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        long hash = hash(id);
        int place = find(hash);
        if (hashes[place] == EMPTY) {
            hashes[place] = hash;
            size++;
        }
        return place;
    }

    private int find(long hash) {
        int place = (int) (hash >>> 32) & (hashes.length - 1);
        while (hashes[place] != EMPTY && hashes[place] != hash) {
            place = (place + 1) & (hashes.length - 1);
        }
        return place;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldStates = states;
        hashes = new long[oldHashes.length * 2];
        states = new long[oldHashes.length * 2];
        for (int old = 0; old < oldHashes.length; old++) {
            if (oldHashes[old] != EMPTY) {
                int place = find(oldHashes[old]);
                hashes[place] = oldHashes[old];
                states[place] = oldStates[old];
            }
        }
    }

    /** FNV-1a with a finishing mix; never {@link #EMPTY}. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == EMPTY ? 1 : hash;
    }
}
