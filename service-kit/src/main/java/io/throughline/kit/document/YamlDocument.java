package io.throughline.kit.document;

import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML document written by hand, read field by field:
 *
 * <pre>{@code
 * var document = YamlDocument.parse(yaml);
 * var name = document.root().text("name").required();
 * var stallAfter = document.root().duration("stall_after").optional();
 * document.finish();   // throws a refusal that names every mistake
 * }</pre>
 *
 * Nothing in a document is executed or constructed; its size, its depth and its aliases are limited. Not for use by
 * several threads.
 */
public final class YamlDocument {

    /** In characters. */
    private static final int LARGEST = 1 << 20;

    private static final int DEEPEST = 32;
    private static final int MOST_ALIASES = 100;

    private final Problems problems = new Problems();
    private final Document document = new Document();
    private final Section root;

    private YamlDocument(String yaml) {
        this.root = root(yaml);
    }

    /**
     * Takes {@code yaml} apart. Mistakes in its syntax, names given twice and the like are noted as problems like all
     * others; where they hide the rest, {@link #root} is empty and its fields count as left out.
     */
    public static YamlDocument parse(String yaml) {
        return new YamlDocument(yaml);
    }

    public Section root() {
        return root;
    }

    /**
     * All that it says, whatever is asked for: texts, {@code Long}, {@code Double}, {@code Boolean}, {@code List} and
     * {@code Map}. Two documents that differ in order of fields, comments and layout only have equal contents.
     */
    public Map<String, Object> content() {
        return root.content();
    }

    /** All that is wrong, as far as was read. */
    public Problems problems() {
        return problems;
    }

    /** Notes the fields that were never asked for, and throws a refusal when anything at all is wrong. */
    public void finish() {
        check().throwIfAny();
    }

    /** Notes the fields that were never asked for, and answers all that is wrong. */
    public Problems check() {
        document.refuseUnknown();
        return problems;
    }

    private Section root(String yaml) {
        var place = Place.root(problems);
        var node = compose(yaml);
        if (node.isEmpty()) {
            if (problems.isEmpty()) {
                place.problem("is empty", "");
            }
            return Section.absent(place);
        }
        if (!(node.get() instanceof MappingNode mapping)) {
            place.problem("is " + Scalars.kind(node.get()) + " and should be a section of named fields", "");
            return Section.absent(place);
        }
        return new Shape().holds(place, mapping) ? document.section(place, mapping) : Section.absent(place);
    }

    private Optional<Node> compose(String yaml) {
        if (yaml.length() > LARGEST) {
            problem(1, "is longer than " + LARGEST + " characters");
            return Optional.empty();
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        // Nothing is constructed by its tag; Shape refuses tags, and knows where they stand.
        options.setTagInspector(_ -> true);
        try {
            var parser = new ParserImpl(new StreamReader(yaml), options);
            return Optional.ofNullable(new Composer(parser, new Resolver(), options).getSingleNode());
        } catch (MarkedYAMLException broken) {
            problem(lineOf(broken), messageOf(broken));
        } catch (ReaderException unprintable) {
            problem(lineAt(yaml, unprintable.getPosition()), "special characters are not allowed");
        } catch (YAMLException broken) {
            problem(1, broken.getMessage());
        }
        return Optional.empty();
    }

    private void problem(int line, String message) {
        problems.add(new Problem(Problem.WHOLE, line, message, SyntaxHints.of(message)));
    }

    private static int lineOf(MarkedYAMLException broken) {
        return Optional.ofNullable(broken.getProblemMark())
                        .or(() -> Optional.ofNullable(broken.getContextMark()))
                        .map(Mark::getLine)
                        .orElse(0)
                + 1;
    }

    private static String messageOf(MarkedYAMLException broken) {
        return broken.getContext() == null ? broken.getProblem() : broken.getProblem() + ", " + broken.getContext();
    }

    private static int lineAt(String yaml, int position) {
        return 1 + (int) yaml.codePoints().limit(position).filter(character -> character == '\n').count();
    }
}
