package io.darkroom.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.darkroom.contracts.ReviewRequested;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A reviewer at work in a browser, while the service behind the page dies and comes back. */
class RestartedDeskFaultIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String WRITTEN = "A table, written before the service died.";

    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);

    /** In CI a Chromium must be there. */
    @BeforeAll
    static void needsABrowser() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) || "true".equals(System.getenv("CI")),
                "No Chromium at "
                        + CHROMIUM
                        + ", so the desk is not tested; apt-get install chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @Test
    void nothingThatWasDecidedOrWrittenIsLost() {
        var reviews = new WaitingReviews(darkroom).send(4);
        // Without this, Playwright first tries to download browsers of its own.
        var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var options =
                new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setChromiumSandbox(false);
        try (var playwright =
                        Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                var browser = playwright.chromium().launch(options)) {
            Page page = browser.newPage();
            page.navigate(darkroom.moderation() + "/#key=" + darkroom.apiKey());
            decide(page, reviews.get(0), "a");
            option(page, reviews.get(1)).click();
            Locator alt = page.getByRole(AriaRole.COMPLEMENTARY).getByLabel("Alt text in English");
            alt.fill(WRITTEN);
            awaitDecided(reviews.get(0), "APPROVE");

            long dead = darkroom.kill("moderation");
            decide(page, reviews.get(2), "a");
            decide(page, reviews.get(3), "r");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("cannot be reached");
            await("moderation starts again")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> darkroom.pid("moderation") != dead);

            awaitDecided(reviews.get(2), "APPROVE");
            awaitDecided(reviews.get(3), "REJECT");
            assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
            option(page, reviews.get(1)).click();
            assertThat(alt).hasValue(WRITTEN);
            decide(page, reviews.get(1), "a");
            awaitDecided(reviews.get(1), "APPROVE");
        }
        assertThat(review(reviews.get(1)).getString("decision.decision.captions[0].alt"))
                .isEqualTo(WRITTEN);
    }

    private static void decide(Page page, ReviewRequested request, String key) {
        option(page, request).focus();
        page.keyboard().press(key);
        assertThat(option(page, request)).hasCount(0);
    }

    private static Locator option(Page page, ReviewRequested request) {
        return page.locator("[data-id='" + request.reviewId() + "']");
    }

    private void awaitDecided(ReviewRequested request, String verdict) {
        await(request.reviewId() + " is decided")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() ->
                        verdict.equals(review(request).getString("decision.decision.verdict")));
    }

    private JsonPath review(ReviewRequested request) {
        return backend.moderation().get("/v1/reviews/" + request.reviewId()).jsonPath();
    }
}
