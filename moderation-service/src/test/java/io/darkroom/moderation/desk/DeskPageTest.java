package io.darkroom.moderation.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The desk in a real browser, with real pictures in the object store. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@TestProfile(DeskPageTest.SlowHands.class)
@Timeout(180)
class DeskPageTest {
    private static final String SCRIPT = "<img src=x onerror=\"document.title='broken in'\">";

    private static @Nullable TestBrowser browser;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus fills it in
    URI address;

    @Inject ObjectStore store;
    @Inject S3Config s3;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    /** Time enough to undo on a busy machine, and a tenant whose queue no other test fills. */
    public static final class SlowHands implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "darkroom.review.undo-grace",
                    "10m",
                    // SHA-256 of dora-key
                    "darkroom.access.keys.\"dora\".hash",
                    "3df50265d17675f77124db6543e67b8e7452beaf8741119581f8dc216367904a",
                    "darkroom.access.keys.\"dora\".roles",
                    "reviewer",
                    "darkroom.access.keys.\"dora\".tenant",
                    "desk");
        }
    }

    @BeforeAll
    static void openBrowser() {
        browser = TestBrowser.open();
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        context =
                Objects.requireNonNull(browser)
                        .browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(1280, 900)
                                        .setColorScheme(ColorScheme.DARK));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // A refused request is told on the console too; scripts and policies must not complain.
            if (message.type().equals("error")
                    && !message.text().contains("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
    }

    @AfterEach
    void closePage() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aReviewerLooksApprovesRejectsAndThinksAgain() {
        var waiting = new WaitingPictures(store, s3.originalsBucket(), s3.variantsBucket(), "desk");
        String alt = "A pale sun over two dark hills.";
        UUID morning = waiting.send("morning.png", alt, 0.55f, "outpaint", "guard-seam");
        UUID script = waiting.send("<b>sale</b>.png", SCRIPT, 0.3f, "requested");
        UUID evening = waiting.send("evening.png", "A sun sets.", 0.9f, "guard-face");
        await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 3);

        page.navigate(address + "#key=dora-key");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("3 waiting");
        assertThat(page.url()).doesNotContain("key");
        assertCard(card(morning), alt);
        assertScriptIsText(card(script));
        takePictures("queue");

        page.getByRole(AriaRole.BUTTON, named("Approve morning.png")).click();
        assertThat(card(morning)).hasCount(0);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 approved. 2 waiting");

        rejectByKeyboard(evening);
        assertThat(card(evening)).hasCount(0);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 rejected. 1 waiting");
        takePictures("decided");
        assertThat(lastHistory(evening)).isEqualTo("DECIDED");

        page.getByRole(AriaRole.BUTTON, named("Undo")).click();
        assertThat(card(evening)).isVisible();
        assertThat(card(evening).getByRole(AriaRole.CHECKBOX)).isFocused();
        assertThat(lastHistory(evening)).isEqualTo("UNDONE");
        assertThat(lastHistory(morning)).isEqualTo("DECIDED");

        assertRefusalIsShown(evening);
    }

    @Test
    void aWrongKeyIsSentBackToTheDoor() {
        page.navigate(address.toString());
        assertThat(page.getByLabel("API key of a reviewer")).isFocused();
        page.keyboard().type("wrong");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("No valid key");
        takePictures("sign-in");

        page.getByLabel("API key of a reviewer").fill("dora-key");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
        assertThat(page.getByLabel("API key of a reviewer")).isHidden();
    }

    private void assertCard(Locator card, String alt) {
        assertThat(card.locator(".reasons li")).hasCount(2);
        assertThat(card.locator(".reasons"))
                .containsText("outpaint Look at the right edge of the picture.");
        assertThat(card.locator("dd[lang=en]")).hasText(alt);
        var pictures = card.locator("img");
        assertThat(pictures).hasCount(3);
        assertThat(pictures.first()).hasAttribute("alt", "original: " + alt);
        assertThat(pictures.last()).hasAttribute("alt", "outpaint-16x9, generated: " + alt);
        page.waitForCondition(() -> pictures.all().stream().allMatch(DeskPageTest::loaded));
    }

    private void assertScriptIsText(Locator card) {
        assertThat(card.locator("dd[lang=en]")).hasText(SCRIPT);
        assertThat(card.locator(".name")).hasText("<b>sale</b>.png");
        assertThat(card.locator("img[src=x], .name b")).hasCount(0);
        assertThat(page).hasTitle("Darkroom review");
    }

    private static boolean loaded(Locator picture) {
        picture.scrollIntoViewIfNeeded();
        return (Boolean)
                picture.evaluate(
                        "img => img.complete && img.naturalWidth > 0 &&"
                                + " img.src.startsWith('http')");
    }

    /** Selects, writes a note and rejects without a mouse. */
    private void rejectByKeyboard(UUID id) {
        card(id).getByRole(AriaRole.CHECKBOX).focus();
        page.keyboard().press("Space");
        assertThat(page.getByText("1 selected")).isVisible();
        takePictures("selected");
        page.getByLabel("Note").focus();
        page.keyboard().type("the seam shows");
        page.keyboard().press("Tab");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Reject selected"))).isFocused();
        page.keyboard().press("Enter");
    }

    /** Somebody else was quicker: the card says so and stays. */
    private void assertRefusalIsShown(UUID id) {
        given().header("Authorization", "Bearer dora-key")
                .contentType("application/json")
                .body(
                        "{\"decisions\":[{\"reviewId\":\"%s\",\"revision\":2,\"verdict\":\"REJECT\"}]}"
                                .formatted(id))
                .post("/v1/reviews/decisions")
                .then()
                .statusCode(200);
        page.getByRole(AriaRole.BUTTON, named("Approve evening.png")).click();
        assertThat(card(id).getByRole(AriaRole.ALERT)).containsText("decided already");
    }

    private Locator card(UUID id) {
        return page.locator("[data-id='" + id + "']");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static int waiting() {
        return given().header("Authorization", "Bearer dora-key")
                .get("/v1/reviews?state=PENDING")
                .jsonPath()
                .getList("items")
                .size();
    }

    private static String lastHistory(UUID id) {
        return given().header("Authorization", "Bearer dora-key")
                .get("/v1/reviews/" + id + "/history")
                .jsonPath()
                .getString("items[-1].action");
    }

    /** For people, and no text that is hard to read or runs out of a narrow window. */
    private void takePictures(String name) {
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, 900);
            for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                assertThat((List<?>) page.evaluate(Contrast.TOO_WEAK)).isEmpty();
                String file =
                        name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
                page.screenshot(
                        new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(Path.of("target", "screenshots", file)));
            }
        }
        page.setViewportSize(1280, 900);
    }
}
