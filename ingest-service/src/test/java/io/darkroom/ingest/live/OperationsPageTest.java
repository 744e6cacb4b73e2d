package io.darkroom.ingest.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.darkroom.api.testing.browser.Axe;
import io.darkroom.api.testing.browser.TestBrowser;
import io.darkroom.contracts.CanaryFinished;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageInstance;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operations page in a real browser, with an instance that the test plays. */
@QuarkusTest
@Timeout(180)
class OperationsPageTest {
    @TestHTTPResource("/ops")
    @SuppressWarnings("NullAway.Init") // Quarkus fills it in
    URI address;

    @Inject Assets assets;

    private final String cause = "page-" + UUID.randomUUID();
    private final List<String> complaints = new ArrayList<>();

    @Test
    void whatFlowsIsShownAStageIsPausedAndLettersAreReplayed() {
        // The examples of the OpenAPI document may have left it paused.
        operator().delete("/v1/stages/outpaint/pause").then().statusCode(200);
        giveUp();
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        try (var browser = TestBrowser.open()) {
            Page page = page(browser, ColorScheme.LIGHT);
            runAnInstance();
            page.navigate(address + "#key=" + TestServers.API_KEY);

            var outpaint = page.locator("dr-flow [data-stage=outpaint]");
            assertThat(outpaint.locator(".stage")).hasAttribute("data-state", "running");
            assertThat(outpaint.locator(".stage")).containsText("3 of 4 places in work");
            Axe.assertNoViolation(page);
            page.getByRole(AriaRole.BUTTON, named("Pause Outpaint")).click();
            assertThat(outpaint.locator(".says")).hasText("Paused by test");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("is paused");
            look(page, "light");
            page.getByRole(AriaRole.BUTTON, named("Resume Outpaint")).click();
            assertThat(outpaint.locator(".stage")).not().hasAttribute("data-state", "paused");

            startCanary();
            // The examples of the OpenAPI document may have left one beside another stage.
            var canary =
                    page.locator("dr-canary")
                            .filter(new Locator.FilterOptions().setHasText("Caption: page"));
            assertThat(canary).containsText("no instance has darkroom.canary.name=page");
            assertThat(canary).containsText("1 compared");
            assertThat(canary).containsText("Cost of one");
            look(page, "canary");
            page.getByRole(AriaRole.BUTTON, named("Stop the canary of Caption")).click();
            assertThat(canary).hasCount(0);

            var letter = page.locator("dr-dead-letters [data-cause=" + cause + "]");
            letter.getByRole(AriaRole.BUTTON).click();
            Assertions.assertThat(replays()).isZero();
            letter.getByRole(AriaRole.BUTTON).click();
            assertThat(letter).hasCount(0);
            Awaitility.await().until(() -> replays() == 1);
            Page dark = page(browser, ColorScheme.DARK);
            dark.navigate(address + "#key=" + TestServers.API_KEY);
            assertThat(dark.locator("dr-flow li")).hasCount(4);
            look(dark, "dark");
        }
        Assertions.assertThat(complaints).isEmpty();
    }

    /** With one outcome, beside one of the stage. */
    private void startCanary() {
        operator()
                .body("{\"name\": \"page\", \"percent\": 10}")
                .put("/v1/stages/caption/canary")
                .then()
                .statusCode(200);
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        var reported = Reports.succeeded(id, Stage.CAPTION);
        Wire.send(reported);
        var made = new CanaryFinished("page", reported);
        Wire.send(Topics.STAGE_CANARY, EventIds.canaryFinished(made), made);
        Awaitility.await()
                .until(() ->
                        operator().get("/v1/stages/caption/canary").jsonPath().getInt("compared")
                                == 1);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY)
                .contentType("application/json");
    }

    private Page page(TestBrowser browser, ColorScheme scheme) {
        var options = new Browser.NewContextOptions().setColorScheme(scheme);
        Page page = browser.browser().newContext(options.setViewportSize(1280, 900)).newPage();
        page.onPageError(complaints::add);
        return page;
    }

    /** At both widths, nothing wider than the window, and nothing that axe-core finds. */
    private static void look(Page page, String scheme) {
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, 900);
            Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(width);
            Axe.assertNoViolation(page);
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of("target/ops-" + width + "-" + scheme + ".png")));
        }
        page.setViewportSize(1280, 900);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /** It says once what it does, and is not silent for as long as the test takes. */
    private static void runAnInstance() {
        Instant now = Instant.now();
        var load = new StageInstance.Load(Stage.OUTPAINT, false, null, 4, 3, 1, 40, 2, 0, null);
        var report = new StageInstance("page@1", "toy", now, now, 60_000, List.of(load));
        var event =
                new CloudEvent<>(
                        UUID.randomUUID().toString(),
                        "/toy",
                        StageInstance.TYPE,
                        now,
                        "page@1",
                        report);
        Wire.send(Topics.STAGE_INSTANCES, "page@1", event.value(), event.headers());
    }

    private void giveUp() {
        var error = Failure.of(cause, "The toy broke", "in a test");
        var headers =
                new LinkedHashMap<>(
                        new DeadLetter(error, Topics.UPLOAD_REQUESTED, 0, 1, "intake", 1)
                                .headers());
        headers.put("ce_id", cause);
        Wire.send(
                Topics.UPLOAD_REQUESTED_DEAD,
                "mine",
                "{}".getBytes(StandardCharsets.UTF_8),
                headers);
    }

    /** By what it is, since it comes back with another reason: it is no upload request. */
    private long replays() {
        return Database.number(
                "select replays from ingest.dead_letter where id = '"
                        + EventIds.of("dead-letter/intake/event/" + cause)
                        + "'");
    }
}
