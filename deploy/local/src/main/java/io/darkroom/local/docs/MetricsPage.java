package io.darkroom.local.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/metrics.md, against which each service's tests hold what it exposes. */
public final class MetricsPage {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern SERIES = Pattern.compile("`(darkroom_[a-z_]+)`");
    private static final Pattern EXPOSED = Pattern.compile("(?m)^(darkroom_[a-z_]+)");

    private MetricsPage() {}

    /**
     * Darkroom's series that are exposed and not on the page.
     *
     * @param exposition what {@code /q/metrics} answered
     */
    public static List<String> undocumented(String exposition) {
        Set<String> documented = names(SERIES, read());
        return names(EXPOSED, exposition).stream()
                .filter(name -> !documented.contains(name))
                .sorted()
                .toList();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }

    private static String read() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(PAGE.toAbsolutePath() + " cannot be read", e);
        }
    }
}
