package io.darkroom.moderation.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.darkroom.api.testing.browser.Axe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of the page, for people, in dark and in light; none is taken of a page that axe-core
 * complains of or that runs out of its window. They lie in target/screenshots; one that
 * docs/screenshots has not is put there too, so that deleting one there renews it.
 */
final class Screenshots {
    private static final Path DOCS = Path.of("..", "docs", "screenshots");
    private static final Path TARGET = Path.of("target", "screenshots");

    /**
     * Whether no colour is on its way to another, in any shadow root: such a one is of no theme.
     */
    private static final String STILL =
            """
            () => {
              const roots = [document];
              for (const root of roots) {
                root.querySelectorAll('*').forEach((each) => each.shadowRoot && roots.push(each.shadowRoot));
              }
              return roots.every((root) => root.getAnimations().length === 0);
            }
            """;

    private final Page page;

    Screenshots(Page page) {
        this.page = page;
    }

    void take(String name) {
        for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            show(scheme);
            check();
            String file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            byte[] shot = page.screenshot();
            write(TARGET.resolve(file), shot);
            if (!Files.exists(DOCS.resolve(file))) {
                write(DOCS.resolve(file), shot);
            }
        }
    }

    void check() {
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(page.viewportSize().width);
        Axe.assertNoViolation(page);
    }

    private void show(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.evaluate(
                "() => new Promise((drawn) => requestAnimationFrame(() =>"
                        + " requestAnimationFrame(drawn)))");
        page.waitForCondition(() -> (Boolean) page.evaluate(STILL));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
