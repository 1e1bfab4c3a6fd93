package io.throughline.orchestration.api;

/** How lists are told in pages. */
final class Pages {

    private static final int USUAL = 100;

    private Pages() {}

    /** The size of a page that asks for {@code asked}; zero leaves it to us. */
    static int size(int asked) {
        return asked == 0 ? USUAL : asked;
    }
}
