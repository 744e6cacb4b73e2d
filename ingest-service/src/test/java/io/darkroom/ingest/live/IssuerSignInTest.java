package io.darkroom.ingest.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.darkroom.api.testing.browser.Axe;
import io.darkroom.api.testing.browser.StandInIssuer;
import io.darkroom.api.testing.browser.TestBrowser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing in to the pages at an OpenID Connect issuer, in a real browser. */
@QuarkusTest
@QuarkusTestResource(StandInIssuer.class)
@Timeout(180)
class IssuerSignInTest {
    private static final String LONGER_THAN_A_TOKEN_LIVES = "06:00";

    @TestHTTPResource("/ops")
    @SuppressWarnings("NullAway.Init") // Quarkus fills it in
    URI operations;

    @Test
    void whoeverSignedInAtTheIssuerIsOnBothPagesAndStaysThereAfterAReload() {
        try (var browser = TestBrowser.open()) {
            Page page = browser.browser().newPage();
            page.clock().install();
            page.navigate(operations.toString());
            Axe.assertNoViolation(page);
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of("target/ops-sign-in.png")));
            page.getByRole(AriaRole.BUTTON, named("Sign in with your organisation")).click();
            page.getByRole(AriaRole.LINK, named("Go on as " + StandInIssuer.PERSON)).click();
            assertThat(page.locator("dr-flow li")).hasCount(4);
            assertThat(page.url())
                    .as("neither code nor state stays")
                    .isEqualTo(operations.toString());

            page.getByRole(AriaRole.LINK, named("Live page")).click();
            assertThat(page.getByText("Choose pictures")).isVisible();

            String first = token(page);
            page.reload();
            assertThat(page.getByText("Choose pictures")).isVisible();
            page.clock().fastForward(LONGER_THAN_A_TOKEN_LIVES);
            page.waitForCondition(() -> !token(page).equals(first));
        }
    }

    private static String token(Page page) {
        return String.valueOf(page.evaluate("sessionStorage.getItem('darkroom.key')"));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
