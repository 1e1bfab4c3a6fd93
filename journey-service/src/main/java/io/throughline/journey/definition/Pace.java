package io.throughline.journey.definition;

import java.time.Duration;

/**
 * How a job in the background leaves room for what customers wait for: its transactions stay short, and it rests as long as it
 * works.
 */
final class Pace {

    /** What one transaction is to take: customers' locks are held as long. */
    static final Duration AIM = Duration.ofMillis(250);

    static final int SMALLEST_PAGE = 1;
    static final int LARGEST_PAGE = 500;

    /** After one customer whose history took long, there is no need to rest as long. */
    static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private int page = 50;

    /** How many customers the next transaction is about. */
    int page() {
        return page;
    }

    /**
     * Makes the next page larger or smaller.
     *
     * @param took what the last transaction took
     * @return how long to rest now
     */
    Duration after(Duration took) {
        page = took.compareTo(AIM) < 0 ? Math.min(LARGEST_PAGE, page * 2) : Math.max(SMALLEST_PAGE, page / 2);
        return took.compareTo(LONGEST_REST) < 0 ? took : LONGEST_REST;
    }
}
