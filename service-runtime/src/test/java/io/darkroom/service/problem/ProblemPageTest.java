package io.darkroom.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/problems.md lists every type as it is, and no other. */
class ProblemPageTest {
    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `([a-z-]+)` \\| (\\d{3}) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    @Test
    void everyTypeIsListedWithItsStatusAndTitle() throws IOException {
        var rows =
                Files.readAllLines(Path.of("..", "docs", "problems.md")).stream()
                        .map(ROW::matcher)
                        .filter(java.util.regex.Matcher::matches)
                        .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                        .toList();
        var types =
                Arrays.stream(ProblemType.values())
                        .map(type -> type.slug() + " " + type.status() + " " + type.title())
                        .toList();
        assertThat(rows).containsExactlyElementsOf(types);
    }
}
