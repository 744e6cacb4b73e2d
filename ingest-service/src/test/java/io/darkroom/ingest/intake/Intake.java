package io.darkroom.ingest.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequested;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.storage.ObjectStore;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The ways in, as those outside use them. */
@ApplicationScoped
public class Intake {
    private final Assets assets;
    private final ObjectStore store;

    Intake(Assets assets, ObjectStore store) {
        this.assets = assets;
        this.store = store;
    }

    public static RequestSpecification caller() {
        return caller(TestServers.API_KEY);
    }

    public static RequestSpecification caller(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    public static RequestSpecification json(Object body) {
        return caller().contentType("application/json").body(text(body));
    }

    /** Puts an object where operations have it taken from, or not. */
    public ObjectRef put(String bucket, String key, byte[] bytes) {
        store.ensureBucket(bucket);
        var ref = new ObjectRef(bucket, key);
        store.put(ref, bytes, "application/octet-stream");
        return ref;
    }

    /** Sends an upload event; events with the same id are the same. */
    public static void sendRequested(String id, Map<String, ?> data) {
        Wire.send(
                Topics.UPLOAD_REQUESTED,
                id,
                text(data).getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id,
                        "ce_source", "/test",
                        "ce_subject", id,
                        "ce_type", UploadRequested.TYPE,
                        "ce_time", "2026-11-25T10:00:00Z",
                        "content-type", "application/json"));
    }

    /** The only asset with this reference, once there is one. */
    public Asset awaitByReference(String reference) {
        Awaitility.await().untilAsserted(() -> assertThat(byReference(reference)).isPresent());
        return assets.record(byReference(reference).orElseThrow());
    }

    /** How many assets have this reference. */
    public static long countByReference(String reference) {
        return Database.number(
                "select count(*) from ingest.asset where reference = '" + reference + "'");
    }

    private static Optional<UUID> byReference(String reference) {
        return Database.text(
                        "select id::text from ingest.asset where reference = '" + reference + "'")
                .map(UUID::fromString);
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : Json.mapper().writeValueAsString(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
