package io.throughline.kit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Problem", description = "What a caller is told instead of an answer (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @Schema(description = "The HTTP status in words") String title,
        @Schema(description = "The HTTP status") int status,
        @Schema(description = "What is wrong, in a sentence for people") String detail,
        @Schema(description = "What is wrong, in a word for programs", examples = "NOT_FOUND") String reason,
        @Schema(description = "The fields and parameters that broke their rules") List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    @Schema(name = "Violation", description = "One field or parameter and the rule that it broke")
    public record Violation(String field, String description) {}
}
