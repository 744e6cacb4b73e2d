package io.darkroom.ingest;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.api.testing.ApiOperation;
import io.darkroom.api.testing.ApiWorld;
import io.darkroom.api.testing.RoleKeys;
import io.darkroom.contracts.Asset.State;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import io.darkroom.ingest.intake.Served;
import io.darkroom.ingest.intake.direct.StandInClient;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.service.access.Role;
import io.restassured.specification.RequestSpecification;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the examples of the OpenAPI document speak of. An operation below {@code /v1/assets/{id}}
 * meets a published asset; whatever needs more adds a case.
 */
@ApplicationScoped
class ExampleWorld implements ApiWorld {
    private static final List<Caption> CAPTIONS =
            List.of(new Caption("en", "A table", null, false, Source.builtIn(Instant.EPOCH)));

    /** A bucket that the tenant of the examples may import from. */
    private static final String SOURCE = "walked-pictures";

    private final AssetSeeds seeds;
    private @Nullable Served web;

    ExampleWorld(AssetSeeds seeds) {
        this.seeds = seeds;
    }

    @Override
    public Map<String, String> prepare(ApiOperation operation) {
        var values = new HashMap<String, String>();
        if (operation.path().startsWith("/v1/assets/{id}")) {
            values.put("id", seeds.in(State.PUBLISHED, RoleKeys.TENANT).toString());
        }
        switch (operation.id()) {
            case "getVariant" -> values.put("name", AssetSeeds.VARIANT);
            case "getReviewRules", "getPresetReviewRules" -> values.put("version", "");
            case "putReviewRules", "putPresetReviewRules" -> values.put("If-Match", "");
            case "getEmbed" -> {
                values.put("id", seeds.published(RoleKeys.TENANT, CAPTIONS).toString());
                values.put("variant", AssetSeeds.VARIANT);
            }
            case "withdrawAsset" -> values.put("If-Match", "");
            case "getWebhook",
                    "changeWebhook",
                    "removeWebhook",
                    "rotateWebhookSecret",
                    "listDeliveries",
                    "replayDeliveries" ->
                    values.put("id", webhook());
            case "getDelivery", "replayDelivery" -> {
                values.put("id", webhook());
                values.put("delivery", delivery(values.get("id")));
            }
            case "import" -> values.put("/source", "\"s3://" + SOURCE + "/examples/\"");
            case "getImport", "cancelImport" -> values.put("id", anImport());
            case "patchAsset" -> values.put("If-Match", "*");
            case "getPreset", "putPreset" -> {
                values.put("name", preset());
                values.put("version", "");
            }
            case "getVocabulary", "putVocabulary" -> {
                values.put("name", vocabulary());
                values.put("version", "");
            }
            case "getRerun", "cancelRerun" -> values.put("id", rerun());
            case "getDeadLetter" -> values.put("id", deadLetter());
            case "revokeApiKey" -> values.put("id", apiKey());
            case "uploadFromUrl" -> values.put("/url", quoted(served()));
            case "completeDirectUpload" -> values.putAll(sentUpload());
            default -> {}
        }
        return values;
    }

    @Override
    public byte[] picture() {
        return Drawn.jpeg(320, 200);
    }

    /** Where a picture can be fetched; one server for all, until the tests end. */
    private String served() {
        try {
            if (web == null) {
                web = Served.picture(picture());
            }
            return web.url("/table.jpg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void close() {
        if (web != null) {
            web.close();
        }
    }

    private Map<String, String> sentUpload() {
        JsonNode upload =
                StandInClient.begin(
                        RoleKeys.with(Role.Id.UPLOADER),
                        Map.of("contentType", "image/jpeg", "bytes", picture().length));
        StandInClient.send(upload, picture());
        return Map.of(
                "id", upload.get("id").asText(),
                "/sha256", quoted(StandInClient.sha256(picture())));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String apiKey() {
        return given().auth()
                .oauth2(RoleKeys.with(Role.Id.OPERATOR))
                .contentType("application/json")
                .body("{\"name\": \"to be taken back\", \"roles\": [\"reader\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The only one: a tenant may not have as many as there are examples. */
    private static String webhook() {
        Database.execute("delete from ingest.webhook where tenant = '" + RoleKeys.TENANT + "'");
        return given().auth()
                .oauth2(RoleKeys.with(Role.Id.ADMIN))
                .contentType("application/json")
                .body("{\"url\": \"https://shop.example/\", \"events\": [\"asset.erased\"]}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String preset() {
        String name = "example-" + UUID.randomUUID();
        operator()
                .body("{\"request\": {\"crops\": [\"1:1\"]}}")
                .put("/v1/presets/" + name)
                .then()
                .statusCode(201);
        return name;
    }

    private static String vocabulary() {
        String name = "example-" + UUID.randomUUID();
        operator()
                .body("{\"concepts\": [{\"id\": \"a\", \"prefLabel\": {\"en\": \"a\"}}]}")
                .put("/v1/vocabularies/" + name)
                .then()
                .statusCode(201);
        return name;
    }

    private static String rerun() {
        return operator()
                .body("{\"stage\": \"caption\", \"filter\": {\"model\": \"none\"}}")
                .post("/v1/reruns")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** A delivery that ended, as the log shows it. */
    private static String delivery(String webhook) {
        String message = UUID.randomUUID().toString();
        String delivery = UUID.randomUUID().toString();
        Database.execute(
                """
                insert into ingest.webhook_message (id, asset_id, revision, event, body)
                values ('%1$s', '%1$s', 1, 'asset.enriched', '{}');
                insert into ingest.webhook_delivery
                    (id, webhook_id, message_id, asset_id, event, status, ended_at)
                values ('%2$s', '%3$s', '%1$s', '%1$s', 'asset.enriched', 'FAILED', now())
                """
                        .formatted(message, delivery, webhook));
        return delivery;
    }

    private static String deadLetter() {
        String id = UUID.randomUUID().toString();
        Database.execute(
                """
                insert into ingest.dead_letter (id, state, consumer, topic, headers, tenant, error_type,
                    error_title, attempts, dead_at, dead_offset, first_dead_at)
                values ('%s', 'OPEN', 'join', 'darkroom.stage.finished.v1', '{}', '%s', 'urn:x', 'x', 1,
                    now(), 1, now())
                """
                        .formatted(id, RoleKeys.TENANT));
        return id;
    }

    private static RequestSpecification operator() {
        return given().auth()
                .oauth2(RoleKeys.with(Role.Id.OPERATOR))
                .contentType("application/json");
    }

    private static String anImport() {
        return operator()
                .body("{\"source\": \"s3://" + SOURCE + "/examples/\"}")
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }
}
