package io.darkroom.checks;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The services' own code, parsed but not compiled: pages of the docs are written from it. */
final class Sources {
    /** What is in the services, and in which: the rest has no settings and no metrics of theirs. */
    static final Map<String, String> MODULES =
            Map.of(
                    "ingest-service", "ingest",
                    "moderation-service", "moderation",
                    "caption-service", "caption",
                    "transform-service", "transform",
                    "service-runtime", "ingest, moderation",
                    "stage-runtime", "caption, transform",
                    "storage", "all",
                    "imaging", "ingest, caption, transform");

    private static final Sources ALL = parse();

    private final DocTrees docs;
    private final List<Unit> units;
    private final Map<String, String> constants = new HashMap<>();

    private Sources(DocTrees docs, List<Unit> units) {
        this.docs = docs;
        this.units = units;
        units.forEach(unit -> new Constants().scan(unit.tree(), null));
    }

    /** A file and the services that it is part of. */
    record Unit(CompilationUnitTree tree, String services) {}

    static Sources all() {
        return ALL;
    }

    List<Unit> units() {
        return units;
    }

    /** The Javadoc on an element, as one line of Markdown; empty where there is none. */
    String doc(TreePath path) {
        String comment = docs.getDocComment(path);
        return comment == null
                ? ""
                : comment.replaceAll("(?s)\\n\\s*@.*", "")
                        .replaceAll("\\{@(?:code|link)\\s+#?([^}]*)}", "`$1`")
                        .replaceAll("</?[a-z]+>", " ")
                        .replaceAll("\\s+", " ")
                        .replace("|", "\\|")
                        .strip();
    }

    /** What a constant expression is, as far as it can be told without compiling it. */
    Optional<String> constant(@Nullable ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree literal -> Optional.of(String.valueOf(literal.getValue()));
            case ParenthesizedTree inside -> constant(inside.getExpression());
            case BinaryTree sum ->
                    constant(sum.getLeftOperand())
                            .flatMap(left -> constant(sum.getRightOperand()).map(left::concat));
            case MemberSelectTree member ->
                    Optional.ofNullable(constants.get(member.getIdentifier().toString()));
            case IdentifierTree name ->
                    Optional.ofNullable(constants.get(name.getName().toString()));
            case null, default -> Optional.empty();
        };
    }

    private static Sources parse() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var paths = new ArrayList<Path>();
            for (String module : new TreeSet<>(MODULES.keySet())) {
                Path code = Project.ROOT.resolve(module).resolve("src/main/java");
                if (Files.isDirectory(code)) {
                    paths.addAll(Project.files(code, ".java"));
                }
            }
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    _ -> {},
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(paths));
            var units = new ArrayList<Unit>();
            for (CompilationUnitTree tree : task.parse()) {
                Path file = Path.of(tree.getSourceFile().toUri());
                String module = Project.ROOT.relativize(file).getName(0).toString();
                units.add(new Unit(tree, MODULES.getOrDefault(module, "?")));
            }
            return new Sources(DocTrees.instance(task), units);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Constants extends TreePathScanner<@Nullable Void, @Nullable Void> {
        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            if (variable.getInitializer() instanceof LiteralTree literal
                    && literal.getValue() instanceof String text) {
                constants.putIfAbsent(variable.getName().toString(), text);
            }
            return super.visitVariable(variable, null);
        }
    }
}
