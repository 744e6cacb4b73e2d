package io.darkroom.ingest.edit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person edits at the moment in which somebody has the stage run again. */
@QuarkusTest
class EditRaceTest {
    private static final String PATCH =
            """
            {"captions": [{"language": "en", "alt": "Mine"}], "focalPoint": {"x": 0.25, "y": 0.75}}
            """;

    @Inject Assets assets;

    @AfterEach
    void forgetCopies() {
        Assets.forgetCopies();
    }

    @Test
    void whatThePersonSaidStandsWhicheverIsFirst() throws Exception {
        UUID first = published();
        List<UUID> ids = assets.copies(first, 12);
        var requests = new ArrayList<Callable<Integer>>();
        for (UUID id : ids) {
            requests.add(
                    () -> as().header("If-Match", "*").body(PATCH).patch(path(id)).statusCode());
            requests.add(() -> as().post(path(id) + "/stages/caption/runs").statusCode());
            requests.add(() -> as().post(path(id) + "/stages/smart-crop/runs").statusCode());
        }

        try (var threads = Executors.newFixedThreadPool(6)) {
            assertThat(threads.invokeAll(requests).stream().map(Future::resultNow))
                    .containsOnly(200, 202);
        }
        for (UUID id : ids) {
            Wire.sendAll(
                    assets.record(id).stages().stream()
                            .filter(stage -> stage.status() == StageStatus.Status.PENDING)
                            .map(stage -> report(id, stage))
                            .map(Wire::record));
        }

        for (UUID id : ids) {
            Asset record = awaitEnded(id);
            assertThat(record.captions())
                    .singleElement()
                    .extracting(Caption::alt)
                    .isEqualTo("Mine");
            assertThat(record.focalPoint())
                    .isNotNull()
                    .satisfies(point -> {
                        assertThat(point.x()).isEqualTo(0.25);
                        assertThat(point.source().kind()).isEqualTo(Source.Kind.PERSON);
                    });
            Awaitility.await().until(() -> revisions(id), all -> all.contains(record.revision()));
            assertThat(revisions(id)).isSorted().doesNotHaveDuplicates();
        }
    }

    private UUID published() {
        UUID id = assets.upload("{\"stages\": [\"caption\", \"smart-crop\"]}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Wire.send(Reports.succeeded(id, Stage.SMART_CROP));
        assets.await(id, Asset.State.PUBLISHED);
        return id;
    }

    private static StageFinished report(UUID id, StageStatus stage) {
        return Reports.finished(
                id, stage.stage(), stage.generation(), Reports.success(stage.stage(), List.of()));
    }

    private Asset awaitEnded(UUID id) {
        Awaitility.await()
                .until(() ->
                        assets.record(id).stages().stream()
                                .allMatch(stage -> stage.status() == StageStatus.Status.SUCCEEDED));
        return assets.record(id);
    }

    private static List<Long> revisions(UUID id) {
        return Wire.about(id, Topics.ASSET_ENRICHED, AssetEnriched.class).stream()
                .map(event -> event.data().asset().revision())
                .toList();
    }

    private static String path(UUID id) {
        return "/v1/assets/" + id;
    }

    private static RequestSpecification as() {
        return given().auth().oauth2(TestServers.API_KEY).contentType("application/json");
    }
}
