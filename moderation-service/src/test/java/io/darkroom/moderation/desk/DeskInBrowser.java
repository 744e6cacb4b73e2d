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
import io.darkroom.api.testing.browser.TestBrowser;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the desk share: a browser, tenants with two reviewers, and pictures that wait. */
abstract class DeskInBrowser {
    private static final int TENANTS = 11;

    private static @Nullable TestBrowser browser;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus fills it in
    URI address;

    @Inject ObjectStore store;
    @Inject S3Config s3;

    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    /** For each test a tenant with two reviewers. */
    public static final class Desks implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<String, String>();
            for (int i = 0; i < TENANTS; i++) {
                for (String person : List.of("dora", "erik")) {
                    String key = "darkroom.access.keys.\"" + person + i + "\".";
                    settings.put(key + "hash", Keys.sha256(person + i + "-key"));
                    settings.put(key + "roles", "reviewer");
                    settings.put(key + "tenant", "desk" + i);
                }
            }
            return settings;
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
    void noComplaints() {
        complaints.clear();
    }

    @AfterEach
    void closePages() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    Page open(int width, ColorScheme scheme) {
        var context =
                Objects.requireNonNull(browser)
                        .browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, 860)
                                        .setColorScheme(scheme));
        contexts.add(context);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // A refused request is told on the console too; scripts and policies must not complain.
            if (message.type().equals("error")
                    && !message.text().contains("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** Signs in; the pictures that wait for the person are there, and the first has the focus. */
    Page desk(String key) {
        Page page = open(1280, ColorScheme.DARK);
        page.navigate(address + "#key=" + key);
        assertThat(options(page).first()).isFocused();
        return page;
    }

    WaitingPictures pictures(int tenant) {
        return new WaitingPictures(
                store, s3.originalsBucket(), s3.variantsBucket(), "desk" + tenant);
    }

    static void queue(int tenant, List<ReviewRequested> requests) {
        WaitingPictures.send(requests);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> levels(tenant).getInt("waiting") == requests.size());
    }

    static JsonPath levels(int tenant) {
        return get("dora" + tenant, "/levels");
    }

    static JsonPath get(String person, String path) {
        return given().header("Authorization", "Bearer " + person + "-key")
                .get("/v1/reviews" + path)
                .jsonPath();
    }

    static Locator options(Page page) {
        return page.locator("dk-grid [role=option]");
    }

    static Locator option(Page page, ReviewRequested request) {
        return page.locator("[data-id='" + request.reviewId() + "']");
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    static Locator said(Page page) {
        return page.getByRole(AriaRole.STATUS);
    }

    static boolean loaded(Locator picture) {
        return (Boolean) picture.evaluate("img => img.complete && img.naturalWidth > 0");
    }

    /** The item once a decision about it is known to the service. */
    static JsonPath history(Page page, String person, UUID review) {
        page.waitForCondition(() -> get(person, "/" + review).getString("state").equals("DECIDED"));
        return get(person, "/" + review);
    }
}
