package io.darkroom.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.AssetWithdrawn;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.Enriching;
import io.darkroom.ingest.asset.AssetState.InReview;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.ReviewRecord;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fail closed: every state of an asset against every way out. An asset that was published before it
 * came to its state has to be taken back, not only be kept in.
 */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@QuarkusTestResource(TestKeys.class)
class FailClosedTest {
    private static final String PUBLIC_BUCKET = "darkroom-public";
    private static final String FILE = AssetSeeds.VARIANT;
    private static final Pattern LINK = Pattern.compile("src=\"(http[^\"]+)\"");
    private static final List<Caption> CAPTIONS =
            List.of(new Caption("en", "A table", null, false, Source.builtIn(Instant.EPOCH)));

    @Inject AssetSeeds seeds;
    @Inject Transactions transactions;
    @Inject AssetRepository assets;
    @Inject Settlement settlement;
    @Inject ObjectStore store;

    /** The latest type of message that a subscriber has for an asset. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    private HttpServer subscriber;

    @BeforeEach
    void subscribe() throws IOException {
        store.ensureBucket(PUBLIC_BUCKET);
        subscriber =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        subscriber.createContext(
                "/",
                exchange -> {
                    var message = Json.mapper().readTree(exchange.getRequestBody());
                    var data = message.path("data");
                    String id = data.path(data.has("assetId") ? "assetId" : "id").asText();
                    told.put(id, message.path("type").asText());
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        subscriber.start();
        given().auth()
                .oauth2("admin")
                .contentType("application/json")
                .body(
                        Map.of(
                                "url",
                                "http://127.0.0.1:" + subscriber.getAddress().getPort() + "/hook",
                                "events",
                                List.of("asset.enriched", "asset.withdrawn", "asset.erased")))
                .post("/v1/webhooks")
                .then()
                .statusCode(201);
    }

    @AfterEach
    void unsubscribe() {
        subscriber.stop(0);
        Database.execute("delete from ingest.webhook");
    }

    @Test
    void aPublishedAssetIsLetOutOnEveryWay() {
        UUID id = published();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(waysOut(id, linkFor(id)))
                                .allSatisfy((_, open) -> assertThat(open).isTrue()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PUBLISHED")
    void nothingIsLetOutInAnyOtherState(Asset.State state) {
        boolean wasOut = state != Asset.State.ENRICHING && state != Asset.State.FAILED;
        UUID id = wasOut ? published() : seeds.enriching(TestKeys.TENANT);
        String given = linkFor(wasOut ? id : published());
        String link = wasOut ? given : given.replaceFirst("[0-9a-f-]{36}", id.toString());
        if (wasOut) {
            awaitTold(id, "asset.enriched");
        }
        walkTo(state, id);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(waysOut(id, link))
                                .as("ways out of " + state)
                                .allSatisfy((_, open) -> assertThat(open).isFalse()));
    }

    /** Every way out, and whether it lets the asset out. */
    private Map<String, Boolean> waysOut(UUID id, String link) {
        String asset = "/v1/assets/" + id;
        var ways = new LinkedHashMap<String, Boolean>();
        ways.put("record", lets(get("reader", asset)));
        ways.put("list", get("reader", "/v1/assets?limit=200").asString().contains(id.toString()));
        ways.put("variant link, reader", lets(get("reader", asset + "/variants/" + FILE)));
        ways.put("variant link, uploader", lets(get("uploader", asset + "/variants/" + FILE)));
        ways.put("variant link, operator", lets(get("operator", asset + "/variants/" + FILE)));
        ways.put("original, reader", lets(get("reader", asset + "/variants/original")));
        ways.put("original, uploader", lets(get("uploader", asset + "/variants/original")));
        ways.put("embed", lets(get("reader", asset + "/embed")));
        ways.put("embed, uploader", lets(get("uploader", asset + "/embed")));
        ways.put("embedded file", lets(open(link)));
        ways.put("topic", lastOnTopic(id).equals(AssetEnriched.class.getSimpleName()));
        ways.put("webhook", told.getOrDefault(id.toString(), "").equals("asset.enriched"));
        try (var files = store.list(PUBLIC_BUCKET, TestKeys.TENANT + "/" + id + "/")) {
            ways.put("public bucket", files.findAny().isPresent());
        }
        return ways;
    }

    private static boolean lets(Response response) {
        return response.statusCode() < 400;
    }

    private static Response get(String key, String path) {
        return given().auth().oauth2(key).redirects().follow(false).get(path);
    }

    private static Response open(String link) {
        return given().urlEncodingEnabled(false).redirects().follow(false).get(link);
    }

    private static String lastOnTopic(UUID id) {
        String type = "";
        for (var message : Wire.records(Topics.ASSET_ENRICHED)) {
            var header = message.headers().lastHeader("ce_type");
            if (id.toString().equals(message.key())) {
                type = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        return type.contains("AssetEnriched")
                ? AssetEnriched.class.getSimpleName()
                : type.isEmpty() ? "" : AssetWithdrawn.class.getSimpleName();
    }

    /** A link that an embed named while the asset was published. */
    private static String linkFor(UUID id) {
        var snippet =
                given().auth()
                        .oauth2("reader")
                        .accept("text/html")
                        .get("/v1/assets/" + id + "/embed?variant=" + FILE);
        var link = LINK.matcher(snippet.asString());
        assertThat(link.find()).as(snippet.asString()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private UUID published() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        enter(id, state -> ((Published) state).changed());
        return id;
    }

    private void awaitTold(UUID id, String type) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> type.equals(told.get(id.toString())));
    }

    private void walkTo(Asset.State state, UUID id) {
        switch (state) {
            case ENRICHING, PUBLISHED -> {}
            case FAILED -> enter(id, from -> ((Enriching) from).fail());
            case IN_REVIEW -> enter(id, from -> ((Published) from).askPerson());
            case REJECTED -> {
                enter(id, from -> ((Published) from).askPerson());
                enter(id, from -> ((InReview) from).reject());
            }
            case WITHDRAWN -> enter(id, from -> ((Published) from).withdraw());
            // As its owner erases it, with the tombstone that the topic needs.
            case ERASED ->
                    given().auth()
                            .oauth2("admin")
                            .delete("/v1/assets/" + id)
                            .then()
                            .statusCode(anyOf(is(202), is(204)));
        }
    }

    private void enter(UUID id, Function<AssetState, AssetState> transition) {
        transactions.<Void>run(session ->
                assets.lock(session, id)
                        .chain(found -> {
                            var rows = found.orElseThrow();
                            AssetState next = transition.apply(rows.asset().state());
                            if (next instanceof InReview) {
                                rows.asset().review(review(id, next.revision()));
                            }
                            return settlement.enter(session, rows, next, Instant.now());
                        }));
    }

    private static ReviewRecord review(UUID id, long revision) {
        var reasons = List.of(new Finding("requested", null, "A test asked"));
        return ReviewRecord.pending(
                EventIds.review(id, revision), revision, reasons, "built-in@1", 1);
    }
}
