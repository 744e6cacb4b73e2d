package io.darkroom.moderation.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.darkroom.api.testing.browser.StandInIssuer;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The desk in a real browser, with real pictures in the object store. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@QuarkusTestResource(
        value = StandInIssuer.class,
        initArgs = @ResourceArg(name = "tenant", value = "desk9"))
@TestProfile(DeskInBrowser.Desks.class)
@Timeout(180)
class DeskPageTest extends DeskInBrowser {
    private static final String SCRIPT = "<img src=x onerror=\"document.title='broken in'\">";

    @Test
    void everythingAboutAPictureIsThereAndCanBeEdited() {
        var waiting = pictures(0);
        String alt = "Sun over four ridges of hills.";
        var hills = waiting.extended("hills.png", alt, 0, "outpaint", "guard-seam");
        var vase = waiting.extended("vase.png", "A vase with five flowers.", 1, "outpaint");
        var boat = waiting.plain("boat.png", "A boat at sea.", 2, "requested");
        // Last, below the fold of the pictures that are taken for the documentation.
        var hostile = waiting.plain("<b>boat</b>.png", SCRIPT, 11, "requested");
        var requests = new ArrayList<>(List.of(hills, vase, boat));
        for (int i = 3; i < 11; i++) {
            requests.add(
                    waiting.plain("scene-" + i + ".png", "Drawn scene " + i, i, "low-confidence"));
        }
        requests.add(hostile);
        queue(0, requests);
        Page page = desk("dora0-key");
        assertThat(page.url()).doesNotContain("key");
        assertThat(options(page)).hasCount(12);
        assertThat(page.getByText("12 waiting, 12 here")).isVisible();

        var aside = page.getByRole(AriaRole.COMPLEMENTARY);
        assertThat(aside).containsText("Look at the right edge of the picture.");
        var english = aside.getByLabel("Alt text in English");
        assertThat(english).hasValue(alt);
        assertThat(aside)
                .containsText("A screen reader says: “Sun over four ridges of hills, image”");
        page.waitForCondition(() -> loaded(options(page).first().locator("img")));
        var shots = new Screenshots(page);
        shots.take("desk");

        page.keyboard().press("Enter");
        var preview = page.getByRole(AriaRole.DIALOG, named("Big preview"));
        assertThat(preview).isVisible();
        page.waitForCondition(() ->
                preview.locator("dk-compare img").all().stream().allMatch(DeskInBrowser::loaded));
        shots.take("outpaint");
        preview.getByRole(AriaRole.SLIDER).focus();
        page.keyboard().press("Home");
        assertThat(preview.getByRole(AriaRole.SLIDER)).hasAttribute("aria-valuetext", "0 % before");
        preview.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Crops")).click();
        page.waitForCondition(() -> loaded(preview.locator("dk-picture img")));
        shots.take("preview");
        page.keyboard().press("Escape");
        assertThat(option(page, hills)).isFocused();

        page.keyboard().press("e");
        assertThat(english).isFocused();
        english.fill("Four ridges of hills under a pale sun.");
        aside.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove tag table"))
                .click();
        option(page, hills).focus();
        page.keyboard().press("w");
        assertThat(said(page)).hasText("outpaint-16x9 will be withheld.");
        page.keyboard().press("a");
        assertThat(said(page)).hasText("1 approved.");

        var decided = history(page, "dora0", hills.reviewId());
        assertThat(decided.getString("decision.by")).isEqualTo("dora0");
        assertThat(decided.getList("decision.decision.withheldVariants", String.class))
                .containsExactly("outpaint-16x9");
        assertThat(decided.getString("decision.decision.captions[0].alt"))
                .isEqualTo("Four ridges of hills under a pale sun.");
        assertThat(decided.getList("decision.decision.tags.label", String.class))
                .containsExactly("dog");

        option(page, hostile).click();
        assertThat(aside.getByLabel("Alt text in English")).hasValue(SCRIPT);
        assertThat(page).hasTitle("Darkroom review");
        assertThat(page.locator("img[src=x]")).hasCount(0);

        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG, named("Keys"))).isVisible();
        shots.check();
        page.keyboard().press("Escape");
        page.getByRole(AriaRole.BUTTON, named("Levels")).click();
        assertThat(page.getByText("What waits, by reason")).isVisible();
        shots.take("levels");
    }

    @Test
    void aHundredPicturesAreClearedWithTheKeyboardAlone() {
        queue(1, pictures(1).many(100, "outpaint"));
        Page page = desk("dora1-key");
        for (int i = 0; i < 100; i++) {
            assertThat(options(page).first()).isFocused();
            if (i % 10 == 0) {
                page.keyboard().press("2");
                page.keyboard().press("r");
            } else {
                page.keyboard().press("a");
            }
        }
        assertThat(page.getByText("Nothing waits for you.")).isVisible();
        page.waitForCondition(() -> levels(1).getInt("waiting") == 0);
        assertThat(levels(1).getInt("decisionsLastHour")).isEqualTo(100);
        assertThat(levels(1).getInt("approvedLastDay")).isEqualTo(90);
    }

    @Test
    void twoReviewersNeverDecideTheSamePicture() {
        queue(2, pictures(2).many(50, "requested"));
        Page dora = desk("dora2-key");
        Page erik = desk("erik2-key");
        dora.waitForCondition(() -> {
            dora.keyboard().press("a");
            erik.keyboard().press("a");
            return options(dora).count() + options(erik).count() == 0
                    && levels(2).getInt("waiting") == 0;
        });
        for (Page page : List.of(dora, erik)) {
            assertThat(page.getByText("Nothing waits for you.")).isVisible();
            assertThat(said(page)).hasText(Pattern.compile("1 approved\\."));
        }
        assertThat(levels(2).getInt("decisionsLastHour")).isEqualTo(50);
    }

    @Test
    void aRangeIsDecidedAndTakenBackAtOnce() {
        var requests = pictures(3).many(30, "preset-rule");
        queue(3, requests);
        Page page = desk("dora3-key");
        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("Shift+ArrowRight");
        assertThat(page.getByText("3 selected")).isVisible();
        page.keyboard().press("r");
        assertThat(said(page)).hasText("3 rejected.");
        assertThat(options(page)).hasCount(27);
        page.waitForCondition(() -> levels(3).getInt("waiting") == 27);

        page.keyboard().press("z");

        assertThat(said(page)).hasText("3 back in the queue.");
        assertThat(options(page)).hasCount(30);
        assertThat(option(page, requests.getFirst())).isFocused();
        page.getByRole(AriaRole.BUTTON, named("Select all that match")).click();
        assertThat(page.getByText("30 selected").first()).isVisible();
        new Screenshots(page).check();
    }

    @Test
    void nothingIsLostOverAReloadOrACutConnection() {
        var requests = pictures(4).many(5, "caption-language");
        queue(4, requests);
        Page page = desk("dora4-key");
        var alt = page.getByRole(AriaRole.COMPLEMENTARY).getByLabel("Alt text in English");
        alt.fill("A scene that a person described.");
        page.reload();
        assertThat(options(page)).hasCount(5);
        assertThat(alt).hasValue("A scene that a person described.");

        page.context().setOffline(true);
        options(page).first().focus();
        page.keyboard().press("a");
        page.keyboard().press("a");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("cannot be reached");
        assertThat(options(page)).hasCount(3);
        page.context().setOffline(false);

        page.waitForCondition(() -> levels(4).getInt("waiting") == 3);
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        var decided = history(page, "dora4", requests.getFirst().reviewId());
        assertThat(decided.getString("decision.decision.captions[0].alt"))
                .isEqualTo("A scene that a person described.");
    }

    @Test
    void whoComesTooLateIsToldOnThePicture() {
        var requests = pictures(5).many(2, "sample");
        queue(5, requests);
        Page page = desk("dora5-key");
        given().header("Authorization", "Bearer dora5-key")
                .contentType("application/json")
                .body(
                        "{\"decisions\":[{\"reviewId\":\"%s\",\"revision\":2,\"verdict\":\"REJECT\"}]}"
                                .formatted(requests.getFirst().reviewId()))
                .post("/v1/reviews/decisions")
                .then()
                .statusCode(200);
        page.keyboard().press("a");

        assertThat(said(page)).containsText("Not taken: The review is decided already");
        assertThat(option(page, requests.getFirst())).containsText("decided already");
        option(page, requests.getFirst()).click();
        new Screenshots(page).check();
        page.getByRole(AriaRole.COMPLEMENTARY)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Put away"))
                .click();
        assertThat(options(page)).hasCount(1);
    }

    @Test
    void onAPhoneAPictureOpensAndIsDecided() {
        var waiting = pictures(6);
        queue(
                6,
                new ArrayList<>(
                        List.of(
                                waiting.extended("sea.png", "A boat at sea.", 2, "outpaint"),
                                waiting.plain("hills.png", "Hills.", 3, "requested"),
                                waiting.plain("vase.png", "A vase.", 4, "requested"),
                                waiting.plain("coast.png", "A boat.", 5, "sample"))));
        Page page = open(390, ColorScheme.LIGHT);
        page.navigate(address + "#key=dora6-key");
        assertThat(options(page)).hasCount(4);
        page.waitForCondition(() -> loaded(options(page).first().locator("img")));
        var shots = new Screenshots(page);
        shots.take("phone");
        options(page).first().click();
        var preview = page.getByRole(AriaRole.DIALOG, named("Big preview"));
        assertThat(preview).isVisible();
        page.waitForCondition(() ->
                preview.locator("dk-compare img").all().stream().allMatch(DeskInBrowser::loaded));
        shots.take("phone-preview");
        preview.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
                .click();
        assertThat(options(page)).hasCount(3);
    }

    @Test
    void aWrongKeyIsSentBackToTheDoor() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.navigate(address.toString());
        assertThat(page.getByLabel("API key of a reviewer")).isFocused();
        page.keyboard().type("wrong");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The key was refused");
        new Screenshots(page).check();

        page.getByLabel("API key of a reviewer").fill("dora7-key");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
        assertThat(page.getByLabel("API key of a reviewer")).hasCount(0);
    }
}
