package io.throughline.kit.document;

import java.util.regex.Pattern;

/**
 * A place in a document.
 *
 * @param line counted from 1
 * @param block whether a text begins on the line after this one, and keeps its own lines ({@code when: |})
 */
record Place(String path, int line, boolean block, Problems problems) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    static Place root(Problems problems) {
        return new Place("", 1, false, problems);
    }

    Place field(String name, int line, boolean block) {
        return new Place(pathOf(name), line, block, problems);
    }

    Place item(int index, int line) {
        return new Place(path + "[" + index + "]", line, false, problems);
    }

    Place inText(int lineOfText) {
        return block ? new Place(path, line + lineOfText, false, problems) : this;
    }

    void problem(String message, String hint) {
        problems.add(new Problem(path.isEmpty() ? Problem.WHOLE : path, line, message, hint));
    }

    private String pathOf(String name) {
        if (!PLAIN.matcher(name).matches()) {
            return path + "[\"" + name + "\"]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }
}
