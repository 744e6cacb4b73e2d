package io.darkroom.ingest.embed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset.State;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.asset.AssetState.Published;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What pages embed, read as browsers and crawlers read it. */
@QuarkusTest
class EmbedTest {
    private static final Source SOURCE = Source.builtIn(Instant.EPOCH);
    private static final String EVIL = "\"><script>alert(1)</script>'&amp;";
    private static final List<Caption> CAPTIONS =
            List.of(
                    new Caption("en", "A blue table", null, false, SOURCE),
                    new Caption("de", "Ein Tisch " + EVIL, "Länger " + EVIL, false, SOURCE));

    @Inject AssetSeeds seeds;

    @Test
    void theSnippetHasItsTextItsSizeAndItsWidths() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);

        Element image = image(embed(id, "?variant=crop-1x1", "text/html"));

        assertThat(image.attr("alt")).isEqualTo("A blue table");
        assertThat(image.attr("lang")).isEqualTo("en");
        assertThat(image.attr("width")).isEqualTo("800");
        assertThat(image.attr("height")).isEqualTo("800");
        assertThat(image.attr("srcset").split(", ", -1))
                .hasSize(3)
                .allMatch(source -> source.matches("http\\S+ (320|640|800)w"));
    }

    @Test
    void whatPeopleWroteIsTextAndNothingElse() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);

        var answer =
                embed(id, "?variant=crop-1x1&lang=de-AT", "text/html")
                        .header("Content-Language", "de");
        var page = Jsoup.parseBodyFragment(answer.extract().asString());

        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("figure > img").attr("alt")).isEqualTo("Ein Tisch " + EVIL);
        assertThat(page.select("figure > figcaption").text()).isEqualTo("Länger " + EVIL);
        assertThat(page.select("figcaption").attr("lang")).isEqualTo("de");
    }

    @Test
    void aDecorativePictureIsPassedOver() {
        UUID id =
                seeds.published(
                        TestKeys.TENANT, List.of(new Caption("en", "", null, true, SOURCE)));

        Element image = image(embed(id, "", "text/html"));

        assertThat(image.hasAttr("alt")).isTrue();
        assertThat(image.attr("alt")).isEmpty();
        assertThat(image.hasAttr("lang")).isFalse();
    }

    @Test
    void everyLinkLeadsToAPictureOfItsWidthWithoutAKey() throws IOException {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        Element image = image(embed(id, "?variant=crop-1x1", "text/html"));

        for (String source : image.attr("srcset").split(", ", -1)) {
            String[] parts = source.split(" ", 2);
            String location =
                    open(parts[0])
                            .statusCode(302)
                            .header("Cache-Control", "public, max-age=240")
                            .header("Cross-Origin-Resource-Policy", "cross-origin")
                            .extract()
                            .header("Location");
            var picture = ImageIO.read(new ByteArrayInputStream(bytes(location)));
            assertThat(picture.getWidth() + "w").isEqualTo(parts[1]);
        }
    }

    @Test
    void aLinkIsGoodForItsOwnFileAndWidthOnly() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        UUID other = seeds.published(TestKeys.TENANT, CAPTIONS);
        String link = image(embed(id, "?variant=crop-1x1", "text/html")).attr("src");

        open(link.replace("width=800", "width=799")).statusCode(404);
        open(link.replace("crop-1x1", "original")).statusCode(404);
        open(link.replace("crop-1x1", AssetSeeds.WITHHELD)).statusCode(404);
        open(link.replace(id.toString(), other.toString())).statusCode(404);
        open(link.replaceAll("&signature=.*", "")).statusCode(404);
        open(link.replaceAll("signature=.*", "signature=AAAA")).statusCode(404);
        open(link).statusCode(302);
    }

    @Test
    void aLinkEndsWhenTheAssetIsTakenBackOrTheFileWithheld() {
        UUID withdrawn = seeds.published(TestKeys.TENANT, CAPTIONS);
        UUID kept = seeds.published(TestKeys.TENANT, CAPTIONS);
        String first = image(embed(withdrawn, "?variant=crop-1x1", "text/html")).attr("src");
        String second = image(embed(kept, "?variant=crop-1x1", "text/html")).attr("src");

        seeds.edit(
                withdrawn,
                rows ->
                        rows.asset()
                                .enter(
                                        ((Published) rows.asset().state()).withdraw(),
                                        Instant.now()));
        seeds.edit(
                kept,
                rows -> rows.asset().edit(rows.asset().edits().withWithheld(Set.of("crop-1x1"))));

        open(first).statusCode(404).body("type", endsWith(":not-found"));
        open(second).statusCode(404);
    }

    @Test
    void crawlersGetAnImageObject() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS, "table", "blue");

        var answer = embed(id, "?variant=crop-1x1&lang=de", "application/ld+json");

        answer.contentType(containsString("application/ld+json"))
                .body("'@context'", equalTo("https://schema.org"))
                .body("'@type'", equalTo("ImageObject"))
                .body("identifier", equalTo(id.toString()))
                .body("name", equalTo("seed.jpg"))
                .body("inLanguage", equalTo("de"))
                .body("caption", equalTo("Ein Tisch " + EVIL))
                .body("description", equalTo("Länger " + EVIL))
                .body("keywords", equalTo("table, blue"))
                .body("encodingFormat", equalTo("image/jpeg"))
                .body("width", equalTo(800))
                .body("height", equalTo(800))
                .body("digitalSourceType", nullValue())
                .body("creditText", nullValue());
        assertThat(answer.extract().asString()).doesNotContain("<").doesNotContain("&amp");
        open(answer.extract().path("contentUrl")).statusCode(302);
    }

    @Test
    void anOriginalIsOfferedScaledOnly() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);

        Element image = image(embed(id, "", "text/html"));

        assertThat(image.attr("width")).isEqualTo("960");
        assertThat(image.attr("height")).isEqualTo("640");
    }

    @Test
    void anUnchangedEmbedCostsNoBody() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        String tag = embed(id, "", "text/html").extract().header("ETag");

        given().auth()
                .oauth2("reader")
                .accept("text/html")
                .header("If-None-Match", tag)
                .get("/v1/assets/" + id + "/embed")
                .then()
                .statusCode(304);
    }

    @Test
    void itFailsClosedForEveryStateAndRole() {
        for (State state : Arrays.asList(State.values())) {
            UUID id = seeds.in(state, TestKeys.TENANT);
            for (String role : List.of("uploader", "reader", "reviewer", "operator", "admin")) {
                given().auth()
                        .oauth2(role)
                        .accept("application/ld+json")
                        .get("/v1/assets/" + id + "/embed?variant=crop-1x1")
                        .then()
                        .statusCode(expected(state, role));
            }
        }
    }

    private static int expected(State state, String role) {
        boolean overseer = role.equals("reviewer") || role.equals("admin");
        if (state == State.PUBLISHED || (overseer && state != State.ERASED)) {
            return 200;
        }
        return role.equals("reader") ? 404 : 403;
    }

    @Test
    void problemsSayWhich() {
        UUID wordless = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        embedProblem(wordless, "", 409, "caption-missing");
        embedProblem(wordless, "?variant=crop-9x9", 404, "variant-not-found");
        embedProblem(wordless, "?variant=" + AssetSeeds.WITHHELD, 404, "variant-not-found");
        embedProblem(wordless, "?lang=!", 400, "parameter-invalid");
    }

    private static void embedProblem(UUID id, String query, int status, String slug) {
        given().auth()
                .oauth2("reader")
                .accept("text/html")
                .get("/v1/assets/" + id + "/embed" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:darkroom:problem:" + slug));
    }

    private static ValidatableResponse embed(UUID id, String query, String accept) {
        return given().auth()
                .oauth2("reader")
                .accept(accept)
                .get("/v1/assets/" + id + "/embed" + query)
                .then()
                .statusCode(200)
                .header("Vary", containsString("Accept"));
    }

    private static Element image(ValidatableResponse snippet) {
        return Jsoup.parseBodyFragment(snippet.extract().asString()).expectFirst("img");
    }

    private static ValidatableResponse open(String link) {
        return given().urlEncodingEnabled(false).redirects().follow(false).get(link).then();
    }

    private static byte[] bytes(String link) {
        return given().urlEncodingEnabled(false).get(link).then().extract().asByteArray();
    }
}
