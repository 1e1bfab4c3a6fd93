package io.throughline.journey.discovery;

import java.util.Arrays;

/** The touchpoints of a case in their order, by number: the first of them as they are, all others as a digest. */
final class Way {

    /** Touchpoints that are kept as they are. */
    static final int LONGEST = 64;

    private final int[] head;
    private final long length;
    private final long rest;

    private Way(int[] head, long length, long rest) {
        this.head = head;
        this.length = length;
        this.rest = rest;
    }

    int[] head() {
        return head;
    }

    long length() {
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Way way && length == way.length && rest == way.rest && Arrays.equals(head, way.head);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(head) + Long.hashCode(rest ^ length);
    }

    /** A way while it goes on. */
    static final class Going {

        private int[] head = new int[4];
        private long length;
        private long rest;

        void add(int touchpoint) {
            if (length < LONGEST) {
                if (length == head.length) {
                    head = Arrays.copyOf(head, 2 * head.length);
                }
                head[(int) length] = touchpoint;
            } else {
                rest = mixed(rest + touchpoint + 1);
            }
            length++;
        }

        /** Spreads each bit over all 64 (SplitMix64). */
        private static long mixed(long bits) {
            long mixed = bits + 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            return mixed ^ (mixed >>> 31);
        }

        Way way() {
            return new Way(Arrays.copyOf(head, (int) Math.min(length, LONGEST)), length, rest);
        }
    }
}
