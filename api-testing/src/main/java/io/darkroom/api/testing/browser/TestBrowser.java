package io.darkroom.api.testing.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's Chromium, driven by Playwright. */
public final class TestBrowser implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private TestBrowser(Path chromium) {
        // Without this, Playwright first tries to download browsers of its own.
        var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium)
                                        .setChromiumSandbox(false));
    }

    /** Skips the test where there is no Chromium, but not in CI: there it must be. */
    public static TestBrowser open() {
        Optional<Path> chromium =
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name ->
                                List.of("/usr/bin", "/usr/local/bin", "/snap/bin").stream()
                                        .map(folder -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (chromium.isEmpty()) {
            String missing =
                    "No Chromium on this machine, so pages are not tested; on Debian:"
                            + " apt-get install chromium";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        return new TestBrowser(chromium.orElseThrow());
    }

    /** Playwright's own. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
