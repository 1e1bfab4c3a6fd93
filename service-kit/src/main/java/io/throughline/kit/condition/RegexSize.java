package io.throughline.kit.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when it is compiled: RE2 writes out {@code (ab){20}} twenty times, and so each character
 * of a text is compared with up to so many places.
 */
final class RegexSize {

    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");

    private static final int OF_A_CLASS = 2;

    /** No regular expression that is this large is ever right; and so no count overflows. */
    static final long MOST = 1L << 40;

    private RegexSize() {}

    /** Of {@code part}; empty when it is no text that stands there. */
    static OptionalLong ofConstant(CelExpr part) {
        return part.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && part.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? OptionalLong.of(of(part.constant().stringValue()))
                : OptionalLong.empty();
    }

    /** In places, of which a class of characters is two. */
    static long of(String regex) {
        Deque<long[]> groups = new ArrayDeque<>();
        // Of the group that is open: all that is closed in it, and its last part, to which a repeat belongs.
        var now = new long[2];
        int at = 0;
        while (at < regex.length()) {
            var repeat = REPEAT.matcher(regex).region(at, regex.length());
            if (repeat.lookingAt()) {
                now[1] = Math.min(MOST, now[1] * times(repeat.group(1), repeat.group(2)));
                at = repeat.end();
                continue;
            }
            char character = regex.charAt(at);
            if (character == '(') {
                groups.push(now);
                now = new long[] {1, 0};
                at++;
            } else if (character == ')' && !groups.isEmpty()) {
                long whole = now[0] + now[1] + 1;
                now = groups.pop();
                now[0] += now[1];
                now[1] = whole;
                at++;
            } else {
                int end = atom(regex, at);
                now[0] += now[1];
                now[1] = Math.min(OF_A_CLASS, end - at);
                at = end;
            }
        }
        long whole = now[0] + now[1];
        while (!groups.isEmpty()) {
            now = groups.pop();
            whole += now[0] + now[1];
        }
        return whole;
    }

    private static long times(String least, String most) {
        long times = most == null || most.isEmpty() ? Long.parseLong(least) + 1 : Long.parseLong(most);
        return Math.max(1, times);
    }

    /** Where the character, escape or class ends that begins at {@code at}. */
    private static int atom(String regex, int at) {
        if (regex.charAt(at) == '\\') {
            return Math.min(regex.length(), at + 2);
        }
        if (regex.charAt(at) != '[') {
            return at + 1;
        }
        int end = at + 1;
        while (end < regex.length() && (regex.charAt(end) != ']' || end <= at + 1)) {
            end += regex.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(regex.length(), end + 1);
    }
}
