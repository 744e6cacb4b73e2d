package io.darkroom.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of one migration that are to be checked: all but those before which a comment
 * {@code -- compatible: <why>} says how the last release lives with them.
 *
 * @param statements without comments, in one line each
 */
record Migration(String name, List<String> statements) {
    /** Comments, quoted text and bodies of functions, in which a semicolon ends nothing. */
    private static final Pattern PARTS =
            Pattern.compile(
                    "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|(\\$\\w*\\$).*?\\1|;|[^;'$/-]+|.",
                    Pattern.DOTALL);

    static Migration read(Path file) {
        return of(String.valueOf(file.getFileName()), Project.text(file));
    }

    static Migration of(String name, String sql) {
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        boolean explained = false;
        Matcher parts = PARTS.matcher(sql);
        while (parts.find()) {
            String part = parts.group();
            if (part.startsWith("--") || part.startsWith("/*")) {
                statement.append(' ');
                explained |= part.matches("--\\s*compatible:.{10,}");
            } else if (part.equals(";")) {
                add(explained ? new ArrayList<>() : statements, statement);
                explained = false;
            } else {
                statement.append(part);
            }
        }
        add(explained ? new ArrayList<>() : statements, statement);
        return new Migration(name, List.copyOf(statements));
    }

    private static void add(List<String> statements, StringBuilder statement) {
        String text = statement.toString().replaceAll("\\s+", " ").strip();
        statement.setLength(0);
        if (!text.isEmpty()) {
            statements.add(text);
        }
    }
}
