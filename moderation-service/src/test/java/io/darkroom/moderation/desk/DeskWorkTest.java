package io.darkroom.moderation.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.darkroom.api.testing.browser.StandInIssuer;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Around the queue: what was decided, how old what waits is, and the issuer's door. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@QuarkusTestResource(
        value = StandInIssuer.class,
        initArgs = @ResourceArg(name = "tenant", value = "desk9"))
@TestProfile(DeskInBrowser.Desks.class)
@Timeout(180)
class DeskWorkTest extends DeskInBrowser {
    @Inject DataSource database;

    @Test
    void whatWasDecidedIsWithdrawnPublishedAndTakenBackWithTheKeyboard() throws SQLException {
        var requests =
                List.of(
                        pictures(7).extended("vase.png", "A vase with flowers.", 1, "outpaint"),
                        pictures(7).plain("boat.png", "A boat at sea.", 2, "requested"));
        queue(7, requests);
        Page page = desk("dora7-key");
        page.keyboard().press("a");
        page.keyboard().press("2");
        page.keyboard().press("r");
        page.waitForCondition(() -> levels(7).getInt("waiting") == 0);

        page.getByRole(AriaRole.BUTTON, named("Decided")).click();
        assertThat(options(page)).hasCount(2);
        assertThat(options(page).first()).containsText("rejected");
        assertThat(options(page).last()).containsText("approved");
        option(page, requests.getFirst()).click();
        assertThat(page.getByRole(AriaRole.COMPLEMENTARY)).containsText("Approved by dora7");
        page.keyboard().press("r");
        assertThat(said(page)).containsText("Not taken: The review is decided already");

        letDecisionsLeave();
        option(page, requests.getFirst()).focus();
        page.keyboard().press("1");
        page.keyboard().press("r");
        assertThat(said(page)).hasText("1 withdrawn.");
        assertThat(option(page, requests.getFirst())).containsText("rejected");
        assertThat(verdict(requests.getFirst())).isEqualTo("REJECT");
        page.keyboard().press("z");
        assertThat(said(page)).hasText("1 undone.");
        assertThat(verdict(requests.getFirst())).isEqualTo("APPROVE");

        option(page, requests.getLast()).focus();
        page.waitForCondition(
                () -> loaded(option(page, requests.getLast()).locator("img").first()));
        new Screenshots(page).take("decided");
        page.keyboard().press("a");
        assertThat(said(page)).hasText("1 published.");
        assertThat(verdict(requests.getLast())).isEqualTo("APPROVE");
    }

    /** As if the undo time had passed. */
    private void letDecisionsLeave() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            int left =
                    statement.executeUpdate(
                            "update moderation.review set undo_until = now() - interval '1 minute'"
                                    + " where tenant = 'desk7'");
            assertThat(left).isEqualTo(2);
        }
    }

    private static String verdict(ReviewRequested request) {
        return get("dora7", "/" + request.reviewId()).getString("decision.decision.verdict");
    }

    @Test
    void onlyWhatHasWaitedLongEnoughIsTaken() throws SQLException {
        var requests = pictures(8).many(3, "requested");
        queue(8, requests);
        letWaitForTwoDays(requests.get(1));
        Page page = desk("dora8-key");
        assertThat(options(page)).hasCount(3);

        page.getByLabel("Waiting for").selectOption("Over a day");

        assertThat(options(page)).hasCount(1);
        assertThat(option(page, requests.get(1))).isVisible();
        page.getByLabel("Waiting for").selectOption("Any age");
        assertThat(options(page)).hasCount(3);
    }

    @Test
    void aBatchThatIsOnItsWayWhenAnotherFilterIsChosenGoesBack() throws SQLException {
        var requests = pictures(10).many(3, "requested");
        queue(10, requests);
        letWaitForTwoDays(requests.get(1));
        Page page = open(1280, ColorScheme.DARK);
        var onTheirWay = new ArrayList<Route>();
        page.route("**/v1/reviews/claims", onTheirWay::add, new Page.RouteOptions().setTimes(1));
        page.navigate(address + "#key=dora10-key");
        page.waitForCondition(() -> !onTheirWay.isEmpty());

        page.getByLabel("Waiting for").selectOption("Over a day");
        onTheirWay.getFirst().resume();

        assertThat(said(page)).hasText("1 taken.");
        assertThat(options(page)).hasCount(1);
        assertThat(option(page, requests.get(1))).isVisible();
        // Others may take the rest.
        page.waitForCondition(() -> levels(10).getInt("claimed") == 1);
    }

    private void letWaitForTwoDays(ReviewRequested request) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "update moderation.review set created_at = created_at - interval '2"
                                        + " days' where id = ?")) {
            statement.setObject(1, request.reviewId());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void aReviewerSignsInAtTheIssuerDecidesAndSignsOut() {
        var requests = pictures(9).many(2, "requested");
        queue(9, requests);
        Page page = open(1280, ColorScheme.LIGHT);
        page.navigate(address.toString());
        new Screenshots(page).check();
        page.getByRole(AriaRole.BUTTON, named("Sign in with your organisation")).click();
        page.getByRole(AriaRole.LINK, named("Go on as " + StandInIssuer.PERSON)).click();

        assertThat(options(page)).hasCount(2);
        assertThat(page.url()).as("neither code nor state stays").isEqualTo(address.toString());
        assertThat(options(page).first()).isFocused();
        page.keyboard().press("a");
        assertThat(said(page)).hasText("1 approved.");
        var decided = history(page, "dora9", requests.getFirst().reviewId());
        assertThat(decided.getString("decision.by")).isEqualTo(StandInIssuer.PERSON);

        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.getByLabel("API key of a reviewer")).isVisible();
        assertThat((Integer) page.evaluate("() => sessionStorage.length")).isZero();
        assertThat(get("dora9", "/" + requests.getLast().reviewId()).getString("state"))
                .as("given back")
                .isEqualTo("PENDING");
    }

    @Test
    void anAnswerOfAnIssuerThatNobodyAskedForOpensNothing() {
        Page page = open(1280, ColorScheme.LIGHT);

        page.navigate(address + "?code=stolen&state=forged");

        Locator told = page.getByRole(AriaRole.ALERT);
        assertThat(told).containsText("The sign-in was not begun on this page");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).hasCount(0);
    }
}
