package io.throughline.standalone.mapping;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of one record into cells. Knows nothing of lines: line breaks inside quotes are text like any other. */
final class CellCutter {

    /** What a text turned out to be. */
    sealed interface Cut {

        /** A whole record. */
        record Whole(List<String> cells) implements Cut {}

        /** It ends inside quotes: the record may go on with the next line. */
        record OpenQuote() implements Cut {}

        /** No record, and more lines would not make it one. */
        record Malformed(String reason) implements Cut {}
    }

    private static final char NONE = '\0';

    private final String delimiter;
    private final char quote;
    private final char escape;
    private final boolean trim;

    CellCutter(LogFormat format) {
        this.delimiter = format.delimiter();
        this.quote = format.quote().orElse(NONE);
        this.escape = format.escape().orElse(NONE);
        this.trim = format.trim();
    }

    Cut cut(String text) {
        return new Run(text).cut();
    }

    /** One pass over one text. */
    private final class Run {

        private final String text;
        private final List<String> cells = new ArrayList<>();
        private int position;

        Run(String text) {
            this.text = text;
        }

        Cut cut() {
            while (true) {
                int start = trim ? afterBlanks(position) : position;
                if (quote != NONE && start < text.length() && text.charAt(start) == quote) {
                    position = start + 1;
                    if (!quoted()) {
                        return new Cut.OpenQuote();
                    }
                    position = trim ? afterBlanks(position) : position;
                    if (position < text.length() && !text.startsWith(delimiter, position)) {
                        return new Cut.Malformed("text follows the closing quote of a cell");
                    }
                } else {
                    plain();
                }
                if (position >= text.length()) {
                    return new Cut.Whole(cells);
                }
                position += delimiter.length();
            }
        }

        /** Reads to behind the closing quote; false when there is none. */
        private boolean quoted() {
            var cell = new StringBuilder();
            while (position < text.length()) {
                char character = text.charAt(position);
                if (character == escape && escape != NONE && escape != quote && position + 1 < text.length()) {
                    cell.append(text.charAt(position + 1));
                    position += 2;
                } else if (character != quote) {
                    cell.append(character);
                    position++;
                } else if (position + 1 < text.length() && text.charAt(position + 1) == quote) {
                    cell.append(quote);
                    position += 2;
                } else {
                    position++;
                    cells.add(cell.toString());
                    return true;
                }
            }
            return false;
        }

        /** Reads up to the next delimiter, or to the end. */
        private void plain() {
            if (escape == NONE) {
                int end = text.indexOf(delimiter, position);
                int stop = end < 0 ? text.length() : end;
                add(text.substring(position, stop));
                position = stop;
                return;
            }
            var cell = new StringBuilder();
            while (position < text.length() && !text.startsWith(delimiter, position)) {
                if (text.charAt(position) == escape && position + 1 < text.length()) {
                    position++;
                }
                cell.append(text.charAt(position++));
            }
            add(cell.toString());
        }

        private void add(String cell) {
            cells.add(trim ? cell.strip() : cell);
        }

        /** Blanks, but not a delimiter that is one itself, such as a tab. */
        private int afterBlanks(int from) {
            int at = from;
            while (at < text.length() && Character.isWhitespace(text.charAt(at)) && !text.startsWith(delimiter, at)) {
                at++;
            }
            return at;
        }
    }
}
