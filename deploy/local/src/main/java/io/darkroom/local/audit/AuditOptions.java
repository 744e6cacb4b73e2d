package io.darkroom.local.audit;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code ./darkroom audit}.
 *
 * @param file an export; where absent, url or state say which service is asked
 * @param expected what a run before printed
 */
record AuditOptions(
        @Nullable Path file, @Nullable URI url, Path state, @Nullable Expected expected) {
    private static final Pattern END = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    /** A line and the hash that it had. */
    record Expected(long line, String hash) {}

    static AuditOptions parse(List<String> arguments, Path root) {
        var rest = new ArrayList<>(arguments);
        if (rest.isEmpty() || !rest.removeFirst().equals("verify")) {
            throw new IllegalArgumentException("audit knows one command, verify");
        }
        Path file = null;
        URI url = null;
        Path state = root.resolve(".darkroom");
        Expected expected = null;
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            if (rest.isEmpty()) {
                throw new IllegalArgumentException("'" + option + "' is unknown or needs a value");
            }
            String value = rest.removeFirst();
            switch (option) {
                case "--file" -> file = Path.of(value);
                case "--url" -> url = URI.create(value);
                case "--state" -> state = Path.of(value);
                case "--expect" -> expected = expected(value);
                default -> throw new IllegalArgumentException("'" + option + "' is unknown");
            }
        }
        return new AuditOptions(file, url, state, expected);
    }

    private static Expected expected(String text) {
        var end = END.matcher(text);
        if (!end.matches()) {
            throw new IllegalArgumentException(
                    "--expect must be a line's number, ':' and its hash");
        }
        return new Expected(Long.parseLong(end.group(1)), end.group(2));
    }
}
