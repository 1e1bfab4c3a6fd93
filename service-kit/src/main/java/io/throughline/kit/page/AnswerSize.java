package io.throughline.kit.page;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.util.List;

/** How much of a page goes into one answer: clients take 4 MiB unless told otherwise, and a page counts items, not bytes. */
public final class AnswerSize {

    /** Half of what a client takes. */
    public static final int MOST_BYTES = 2 * 1024 * 1024;

    /** For the rest of the answer: the token of the next page. */
    private static final int RESERVED = 1024;

    /** Of a field with a number below 16, which lists have. */
    private static final int FIELD = 1;

    private AnswerSize() {}

    /** The first of {@code items} that an answer has room for; the very first always, so that a reader gets on. */
    public static <M extends MessageLite> List<M> fitting(List<M> items) {
        long bytes = RESERVED;
        int told = 0;
        for (var item : items) {
            bytes += CodedOutputStream.computeMessageSize(FIELD, item);
            if (told > 0 && bytes > MOST_BYTES) {
                break;
            }
            told++;
        }
        return items.subList(0, told);
    }
}
