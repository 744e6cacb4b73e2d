package io.darkroom.api.testing.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Deque's axe-core, run in the page, by the rules of WCAG 2.2 AA and its best practices. */
public final class Axe {
    private static final String SOURCE = source();
    private static final String RUN =
            """
            async () => {
              const found = await axe.run(document, { runOnly: { type: 'tag', values:
                ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } });
              return found.violations.map(({ id, help, nodes }) =>
                `${id}: ${help}: ${nodes.map((node) => node.target.flat().join(' ')).join('; ')}`);
            }
            """;

    private Axe() {}

    /** Fails where a rule is broken, naming the rule and the element. */
    public static void assertNoViolation(Page page) {
        // Evaluated and not added as a script, which the page's own policy refuses.
        page.evaluate(SOURCE + "; undefined");
        var found = (List<?>) page.evaluate(RUN);
        if (!found.isEmpty()) {
            throw new AssertionError("axe-core finds " + found);
        }
    }

    private static String source() {
        try (var in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
