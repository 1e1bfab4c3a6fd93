package io.throughline.standalone.report;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** What a service answered, for programs: as its contract names the fields. */
public final class MessageJson {

    private MessageJson() {}

    public static String of(MessageOrBuilder message) {
        try {
            return JsonFormat.printer().preservingProtoFieldNames().print(message) + System.lineSeparator();
        } catch (InvalidProtocolBufferException unknown) {
            throw new IllegalStateException("an answer holds a message of a kind that is not known here", unknown);
        }
    }
}
