package io.darkroom.ingest.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.darkroom.api.testing.browser.TestBrowser;
import io.darkroom.contracts.Json;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live page in a real browser, with stages that the test plays itself. */
@QuarkusTest
@Timeout(180)
class LivePageTest {
    private static final String KEY = "test-key";
    private static final String TENANT = "default";
    private static final String INSTRUCTION = "continue sky and hills; <b>no people</b>";

    private static @Nullable TestBrowser browser;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus fills it in
    URI address;

    @Inject ObjectStore store;
    @Inject S3Config s3;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    @SuppressWarnings("NullAway.Init") // Quarkus fills it in
    String brokers;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void openBrowser() {
        browser = TestBrowser.open();
        // The first upload loads the native image code, which a busy machine takes its time for.
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
    void aDroppedPictureIsFollowedStageByStage() {
        page.navigate(address + "#key=" + KEY);
        assertThat(page.url()).doesNotContain("key");
        chooseOptions();
        drop("sunset.jpg", DrawnPicture.jpeg(DrawnPicture.original()));
        assertThat(page.locator("dr-asset header h2")).hasText("sunset.jpg");
        assertThat(stage("caption")).hasAttribute("data-status", "PENDING");
        UUID asset = UUID.fromString(page.locator("dr-asset header code").textContent());

        try (var stages =
                new StandInStages(brokers, store, s3.variantsBucket(), DrawnPicture.original())) {
            stages.caption(asset, TENANT);
            assertEnded("caption");
            assertThat(page.locator("dr-captions [data-language=en] q"))
                    .hasText("A red sun over two rows of blue hills, wide and calm.");
            assertThat(page.locator("dr-captions [data-language=de] q"))
                    .hasText(StandInStages.GERMAN);
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Caption done");
            assertThat(page.locator(".engine"))
                    .containsText("built-in engine, no model configured");

            stages.crops(asset, TENANT);
            assertEnded("smart-crop");
            assertCropBoxes();

            stages.tags(asset, TENANT);
            assertEnded("auto-tag");
            assertThat(page.locator("dr-tags [data-tag=sunset]")).containsText("81 %");
            assertThat(page.locator("dr-tags")).containsText(StandInStages.TAG);
            assertThat(page.locator("img[src=x]")).hasCount(0);
            assertThat(page).not().hasTitle("broken in");

            stages.outpaint(asset, TENANT, INSTRUCTION);
            assertEnded("outpaint");
            assertSlider();
        }

        assertThat(page.locator("dr-asset header dr-state")).hasText("In review");
        assertThat(page.locator("dr-asset [data-reason=outpaint]")).isVisible();
        assertThat(page.locator("dr-asset .review a")).hasAttribute("href", "http://desk.example/");
        assertPicturesLoad();
        takePictures();

        page.reload();
        assertThat(page.locator("dr-roll").getByText("sunset.jpg").first()).isVisible();
        assertThat(page.locator("dr-asset header code")).hasText(asset.toString());
    }

    @Test
    void aRefusedFileIsExplained() {
        page.navigate(address + "#key=" + KEY);
        drop("letter.jpg", "Dear Sir or Madam".getBytes(StandardCharsets.UTF_8));

        assertThat(page.locator("dr-upload dr-problem")).containsText("not-an-image");
        page.screenshot(picture("refused-1280-dark"));
        page.getByText("Remove from the list").click();
        assertThat(page.locator("dr-upload")).hasCount(0);
    }

    @Test
    void aWrongKeyIsSentBackToTheDoor() {
        page.navigate(address.toString());
        page.keyboard().type("wrong");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("refused");
        page.screenshot(picture("sign-in-1280-dark"));

        page.getByLabel("API key").fill(KEY);
        page.keyboard().press("Enter");
        assertThat(page.getByText("Choose pictures")).isVisible();
    }

    @Test
    void outpaintIsNotSentWithoutAnInstruction() {
        page.navigate(address + "#key=" + KEY);
        page.getByText("What to do with them").click();
        page.locator("dr-options").getByLabel("Outpaint").check();
        drop("sunset.jpg", DrawnPicture.jpeg(DrawnPicture.original()));

        assertThat(page.locator("dr-drop .note")).containsText("Fill in the options");
        assertThat(page.locator("dr-upload")).hasCount(0);
    }

    @Test
    void marginsAndABackgroundAreAskedForAsTheApiTakesThem() {
        page.navigate(address + "#key=" + KEY);
        page.getByText("What to do with them").click();
        Locator form = page.locator("dr-options");
        form.getByLabel("Outpaint").check();
        form.getByLabel("How far").selectOption("margins");
        form.getByLabel("right").fill("0");
        form.getByLabel("top").fill("12");
        form.getByLabel("What may be invented").fill("a grey backdrop");
        form.getByLabel("What must not be").fill("plants, two lamps");
        form.getByLabel("Replace the background").check();
        assertAsked(
                form,
                """
                {"instruction": "a grey backdrop",
                 "margins": {"left": 0.25, "right": 0, "top": 0.12, "bottom": 0},
                 "background": {}, "avoid": ["plants", "two lamps"]}\
                """);
        page.screenshot(picture("margins-1280-dark"));

        form.getByLabel("How far").selectOption("none");
        form.getByLabel("What must not be").fill("");
        assertAsked(form, "{\"instruction\": \"a grey backdrop\", \"background\": {}}");

        form.getByLabel("Replace the background").uncheck();
        assertThat(form.getByLabel("How far")).hasValue("ratio");
    }

    /** The part of the request that the form stands for. */
    private static void assertAsked(Locator form, String outpaint) {
        String asked = (String) form.evaluate("form => JSON.stringify(form.request.outpaint)");
        assertThat(tree(asked)).isEqualTo(tree(outpaint));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @Test
    void nothingInlineIsAllowed() {
        given().get("/")
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("script-src 'self'"),
                                containsString("frame-ancestors 'none'"),
                                not(containsString("unsafe"))));
    }

    private void chooseOptions() {
        page.getByText("What to do with them").click();
        // Only in the form: an asset that another test left may show an outpaint too.
        Locator form = page.locator("dr-options");
        form.getByLabel("Outpaint").check();
        form.getByLabel("Languages of the alt text").fill("en, de");
        form.getByLabel("Crop ratios").fill("1:1, 16:9");
        form.getByLabel("Extend to").fill("21:9");
        form.getByLabel("What may be invented").fill(INSTRUCTION);
        page.screenshot(picture("options-1280-dark"));
    }

    private void drop(String name, byte[] content) {
        assertThat(page.getByText("Choose pictures")).isVisible();
        page.evaluate(
                """
                ({ name, content }) => {
                  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
                  document.body.dispatchEvent(
                    new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
                }
                """,
                Map.of("name", name, "content", Base64.getEncoder().encodeToString(content)));
    }

    private Locator stage(String name) {
        return page.locator("dr-stages li[data-stage=" + name + "]");
    }

    private void assertEnded(String stage) {
        assertThat(stage(stage)).hasAttribute("data-status", "SUCCEEDED");
    }

    private void assertCropBoxes() {
        var boxes = page.locator("dr-picture .boxes g[data-ratio]");
        assertThat(boxes).hasCount(2);
        assertThat(boxes.first().locator(".line")).hasAttribute("width", "800");
        page.locator("dr-picture").getByText("16:9").click();
        assertThat(boxes).hasCount(1);
        page.locator("dr-picture").getByText("16:9").click();
        assertThat(page.locator("dr-crops [data-crop='1:1']")).containsText("800 × 800");
    }

    private void assertSlider() {
        var slider = page.getByLabel("Before and after");
        slider.focus();
        page.keyboard().press("ArrowRight");
        assertThat(slider).hasValue("51");
        // What the uploader wrote is text, whatever it looks like.
        assertThat(page.locator("dr-outpaint .about")).containsText(INSTRUCTION);
    }

    private void assertPicturesLoad() {
        var pictures = page.locator("dr-asset dr-image img");
        assertThat(pictures).hasCount(5);
        page.waitForCondition(() -> pictures.all().stream().allMatch(LivePageTest::loaded));
    }

    private static boolean loaded(Locator picture) {
        return (Boolean)
                picture.evaluate(
                        "img => img.complete && img.naturalWidth > 0 &&"
                                + " img.src.startsWith('http')");
    }

    /** For people: how the page looks at both ends of its widths, by day and by night. */
    private void takePictures() {
        page.locator("dr-drop details").evaluate("details => { details.open = false; }");
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, 900);
            for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                page.screenshot(
                        picture("asset-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private static Page.ScreenshotOptions picture(String name) {
        return new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png"));
    }
}
