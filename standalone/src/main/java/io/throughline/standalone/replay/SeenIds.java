package io.throughline.standalone.replay;

import java.util.Arrays;

/**
 * Remembers which ids have been seen, in 16 bytes each or fewer: by a 64-bit hash, so that two ids out of ten million are
 * taken for one with a chance of one in 370,000.
 */
final class SeenIds {

    private static final long EMPTY = 0;

    private long[] table = new long[1 << 12];
    private int size;

    /** Whether {@code id} is new. */
    boolean add(String id) {
        if (size * 2 >= table.length) {
            grow();
        }
        return insert(hash(id));
    }

    private boolean insert(long hash) {
        int place = (int) (hash >>> 32) & (table.length - 1);
        while (table[place] != EMPTY) {
            if (table[place] == hash) {
                return false;
            }
            place = (place + 1) & (table.length - 1);
        }
        table[place] = hash;
        size++;
        return true;
    }

    private void grow() {
        var old = table;
        table = new long[old.length * 2];
        size = 0;
        Arrays.stream(old).filter(hash -> hash != EMPTY).forEach(this::insert);
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
