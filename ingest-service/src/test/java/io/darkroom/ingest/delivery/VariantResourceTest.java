package io.darkroom.ingest.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.darkroom.contracts.Asset.State;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.sql.Sql;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.InMemoryObjectStore;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state, every role, every file: nothing goes out that is not published. */
@QuarkusTest
class VariantResourceTest {
    private static final List<String> ROLES =
            List.of("uploader", "reader", "reviewer", "operator", "admin");
    private static final List<String> FILES =
            List.of("original", AssetSeeds.VARIANT, AssetSeeds.WITHHELD, AssetSeeds.DEBUG);

    private static final Source SOURCE = Source.builtIn(Instant.EPOCH);
    private static final List<Caption> CAPTIONS =
            List.of(new Caption("en", "A blue table", null, false, SOURCE));

    @Inject AssetSeeds seeds;
    @Inject Transactions transactions;
    @Inject AssetRepository assets;
    @Inject Renditions renditions;
    @Inject RenditionCleaner cleaner;
    @Inject Chores chores;
    @Inject Sql sql;
    @Inject DeliveryConfig config;
    @Inject ObjectStore store;
    @Inject S3Config buckets;

    static Stream<Arguments> everyStateAndRole() {
        return Arrays.stream(State.values())
                .flatMap(state -> ROLES.stream().map(role -> Arguments.of(state, role)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndRole")
    void failsClosed(State state, String role) {
        UUID id = seeds.in(state, TestKeys.TENANT);
        for (String file : FILES) {
            get(id, file, role).statusCode(expected(state, role, file));
        }
    }

    private static int expected(State state, String role, String file) {
        boolean overseer = role.equals("reviewer") || role.equals("admin");
        boolean withheld = file.equals(AssetSeeds.WITHHELD) || file.equals(AssetSeeds.DEBUG);
        if (overseer && state != State.ERASED) {
            return 302;
        }
        if (state == State.PUBLISHED && !withheld) {
            return 302;
        }
        return role.equals("reader") ? 404 : 403;
    }

    @Test
    void theLinkGivesTheBytesWithoutAKeyAndTheOriginalAsItCame() {
        UUID id = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        String link =
                get(id, "original", "reader")
                        .statusCode(302)
                        .header("Cache-Control", "private, max-age=240")
                        .header("Vary", containsString("Authorization"))
                        .extract()
                        .header("Location");

        assertThat(bytes(link)).isEqualTo(AssetSeeds.BYTES);
    }

    @Test
    void nobodyKeepsALinkToWhatIsNotPublished() {
        UUID id = seeds.in(State.IN_REVIEW, TestKeys.TENANT);
        UUID published = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        get(id, AssetSeeds.VARIANT, "reviewer").header("Cache-Control", "private, no-store");
        get(published, AssetSeeds.WITHHELD, "reviewer")
                .header("Cache-Control", "private, no-store");
    }

    @Test
    void aWidthIsWhatComesOutAndNeverMoreThanThereIs() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS, "table");

        assertThat(size(id, "original?width=640")).isEqualTo(new Dimension(640, 427));
        assertThat(size(id, "original?width=5000")).isEqualTo(new Dimension(1200, 800));
        assertThat(size(id, AssetSeeds.VARIANT + "?width=99")).isEqualTo(new Dimension(99, 99));
        assertThat(size(id, AssetSeeds.VARIANT + "?width=1")).isEqualTo(new Dimension(1, 1));
        assertThat(size(id, AssetSeeds.VARIANT)).isEqualTo(new Dimension(800, 800));
    }

    @Test
    void aFileIsMadeOnceAndAnewOnceItsTextIsChanged() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        String first = tag(id);

        assertThat(tag(id)).isEqualTo(first);
        assertThat(made(id)).isEqualTo(1);
        seeds.edit(
                id,
                rows ->
                        rows.asset()
                                .edit(
                                        rows.asset()
                                                .edits()
                                                .withCaptions(
                                                        List.of(
                                                                new Caption(
                                                                        "en",
                                                                        "A red table",
                                                                        null,
                                                                        false,
                                                                        SOURCE)))));

        assertThat(tag(id)).isNotEqualTo(first);
        assertThat(made(id)).isEqualTo(2);
    }

    @Test
    void whoHasTheBytesIsNotSentThemAgain() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        String tag = tag(id);

        given().auth()
                .oauth2("reader")
                .header("If-None-Match", tag)
                .redirects()
                .follow(false)
                .get("/v1/assets/" + id + "/variants/" + AssetSeeds.VARIANT)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Location", containsString(id.toString()));
    }

    @Test
    void whatIsErasedWhileItIsMadeLeavesNoFile() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        AssetRows rows = transactions.run(session -> assets.find(session, id)).orElseThrow();
        var file = DeliverableFile.of(rows, AssetSeeds.VARIANT).orElseThrow();
        Rendition rendition = renditions.plan(rows, file, 200);
        Database.execute("update ingest.asset set state = 'ERASED' where id = '" + id + "'");

        assertThatThrownBy(() -> renditions.ensure(rendition)).isInstanceOf(ProblemException.class);

        try (var left = store.list(buckets.variantsBucket(), "variants/" + id + "/delivery/")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatWasMadeLongAgoIsClearedAwayAndMadeAgainWhenAskedFor() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        String tag = tag(id);

        cleaner.clean(Duration.ZERO);

        assertThat(made(id)).isZero();
        try (var left = store.list(buckets.variantsBucket(), "variants/" + id + "/delivery/")) {
            assertThat(left).isEmpty();
        }
        assertThat(tag(id)).isEqualTo(tag);
        assertThat(size(id, AssetSeeds.VARIANT)).isEqualTo(new Dimension(800, 800));
    }

    @Test
    void aFileThatCannotBeRemovedKeepsNoOtherFromIt() {
        UUID stuck = seeds.published(TestKeys.TENANT, CAPTIONS);
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        tag(id);
        Database.execute(
                "insert into ingest.rendition values ('left', '%s', 'never-made', '2020-01-01')"
                        .formatted(stuck));
        var strict = new InMemoryObjectStore();
        strict.ensureBucket(buckets.variantsBucket());

        new RenditionCleaner(chores, sql, strict, config).clean(Duration.ZERO);

        assertThat(made(id)).isZero();
        assertThat(made(stuck)).isEqualTo(1);
        Database.execute("delete from ingest.rendition where object_key = 'left'");
    }

    @Test
    void pagesGetTheLinkItself() {
        UUID id = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        given().auth()
                .oauth2("reader")
                .accept("application/json")
                .get("/v1/assets/" + id + "/variants/original?width=640")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("url", containsString(id.toString()))
                .body("expiresAt", notNullValue());
    }

    @Test
    void problemsSayWhich() {
        UUID waiting = seeds.in(State.IN_REVIEW, TestKeys.TENANT);
        UUID published = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        problem(get(waiting, "original", "uploader"), 403, "asset-not-published");
        problem(get(waiting, "original", "reader"), 404, "asset-not-found");
        problem(get(published, AssetSeeds.WITHHELD, "reader"), 404, "variant-not-found");
        problem(get(published, AssetSeeds.WITHHELD, "operator"), 403, "asset-not-published");
        problem(get(published, "crop-9x9", "admin"), 404, "variant-not-found");
        problem(get(published, "original", TestKeys.STRANGER), 404, "asset-not-found");
        problem(get(published, "original?width=wide", "reader"), 400, "parameter-invalid");
    }

    private static void problem(ValidatableResponse answer, int status, String slug) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:darkroom:problem:" + slug));
    }

    private static ValidatableResponse get(UUID id, String file, String key) {
        return given().auth()
                .oauth2(key)
                .redirects()
                .follow(false)
                .get("/v1/assets/" + id + "/variants/" + file)
                .then();
    }

    private static String tag(UUID id) {
        return get(id, AssetSeeds.VARIANT, "reader").statusCode(302).extract().header("ETag");
    }

    private static long made(UUID id) {
        return Database.number(
                "select count(*) from ingest.rendition where asset_id = '" + id + "'");
    }

    private static Dimension size(UUID id, String file) {
        String link = get(id, file, "reader").statusCode(302).extract().header("Location");
        try {
            var image = ImageIO.read(new ByteArrayInputStream(bytes(link)));
            return new Dimension(image.getWidth(), image.getHeight());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String link) {
        return given().urlEncodingEnabled(false)
                .get(link)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }
}
