package io.darkroom.checks;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the settings that a source file reads: {@code @ConfigMapping} interfaces, with what is
 * nested in them, and what is read singly.
 */
final class SettingScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final Pattern SCHEDULE = Pattern.compile("\\$\\{(darkroom[a-z0-9.-]+):([^}]*)}");

    private final Taker taker;

    SettingScanner(Taker taker) {
        this.taker = taker;
    }

    /** Hears of every setting that is found. */
    @FunctionalInterface
    interface Taker {
        /**
         * @param mapping the prefix of the mapping that names it; empty where it is read singly
         * @param otherwise what counts where it is not set; empty where nothing does
         * @param words its Javadoc; empty where there is none
         */
        void take(String name, String mapping, String type, String otherwise, String words);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        Optional<String> prefix =
                value(type.getModifiers().getAnnotations(), "ConfigMapping", "prefix");
        if (prefix.isPresent()) {
            group(prefix.get(), prefix.get(), type, getCurrentPath());
            return null;
        }
        return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
        var annotations = variable.getModifiers().getAnnotations();
        value(annotations, "ConfigProperty", "name")
                .filter(name -> name.startsWith("darkroom."))
                .ifPresent(name ->
                        taker.take(
                                name,
                                "",
                                type(variable.getType()),
                                value(annotations, "ConfigProperty", "defaultValue").orElse(""),
                                ""));
        return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
        if (literal.getValue() instanceof String text) {
            var schedule = SCHEDULE.matcher(text);
            while (schedule.find()) {
                taker.take(schedule.group(1), "", "Duration", schedule.group(2), "");
            }
        }
        return super.visitLiteral(literal, null);
    }

    private void group(String mapping, String prefix, ClassTree type, TreePath path) {
        Map<String, ClassTree> nested = new LinkedHashMap<>();
        TreePath at = path;
        for (TreePath up = path; up != null; up = up.getParentPath()) {
            if (up.getLeaf() instanceof ClassTree outer) {
                at = up;
                outer.getMembers().stream()
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .filter(inner -> inner.getKind() == Tree.Kind.INTERFACE)
                        .forEach(inner ->
                                nested.putIfAbsent(inner.getSimpleName().toString(), inner));
            }
        }
        TreePath root = at;
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                method(mapping, prefix, method, new TreePath(path, method), nested, root);
            }
        }
    }

    private void method(
            String mapping,
            String prefix,
            MethodTree method,
            TreePath path,
            Map<String, ClassTree> nested,
            TreePath root) {
        var annotations = method.getModifiers().getAnnotations();
        String name =
                prefix
                        + "."
                        + value(annotations, "WithName", "value")
                                .orElse(kebab(method.getName().toString()));
        String type = type(method.getReturnType());
        String inner = type.replaceAll("^Map<String, (.*)>$", "$1");
        boolean map = !inner.equals(type);
        ClassTree group = nested.get(inner.replaceAll(".*\\.", ""));
        if (group != null) {
            group(mapping, map ? name + ".\"<name>\"" : name, group, new TreePath(root, group));
        } else {
            taker.take(
                    map ? name + ".\"<name>\"" : name,
                    mapping,
                    inner,
                    value(annotations, "WithDefault", "value").orElse(""),
                    Sources.all().doc(path));
        }
    }

    private static String type(@Nullable Tree type) {
        return String.valueOf(type)
                .replaceAll("^Optional<(.*)>$", "$1")
                .replaceAll("^OptionalInt$", "int")
                .replaceAll("^OptionalLong$", "long")
                .replaceAll("^OptionalDouble$", "double");
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> value(
            List<? extends AnnotationTree> annotations, String annotation, String attribute) {
        for (AnnotationTree each : annotations) {
            if (each.getAnnotationType().toString().equals(annotation)) {
                for (ExpressionTree argument : each.getArguments()) {
                    if (argument instanceof AssignmentTree assignment
                            && assignment.getVariable().toString().equals(attribute)) {
                        return Sources.all().constant(assignment.getExpression());
                    }
                    if (!(argument instanceof AssignmentTree) && attribute.equals("value")) {
                        return Sources.all().constant(argument);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
