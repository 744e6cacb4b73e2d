package io.darkroom.ingest.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.darkroom.contracts.Asset.State;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.TestKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
class AssetEventsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TestHTTPResource("/v1/assets/")
    @SuppressWarnings("NullAway.Init") // Quarkus fills it in
    URI assets;

    @Inject AssetSeeds seeds;

    @Test
    void stagesAreToldAsTheyEndAndTheStreamClosesAtTheEnd() throws Exception {
        UUID id = seeds.enriching(TestKeys.TENANT);

        try (var lines = open(id, "uploader", "0")) {
            var events = lines.iterator();
            assertThat(next(events)).isEqualTo("asset 1");
            seeds.succeed(id, Stage.AUTO_TAG);
            assertThat(next(events)).isEqualTo("stage auto-tag");
            assertThat(next(events)).isEqualTo("asset 2");
            seeds.succeed(id, Stage.CAPTION);
            assertThat(next(events)).isEqualTo("stage caption");
            assertThat(next(events)).isEqualTo("asset 3");
            seeds.publish(id);
            assertThat(next(events)).isEqualTo("asset 4");
            assertThat(next(events)).isEqualTo("end");
            assertThat(events.hasNext()).isFalse();
        }
    }

    @Test
    void aClientThatComesBackGoesOnFromWhatItSaw() throws Exception {
        UUID id = seeds.enriching(TestKeys.TENANT);
        seeds.succeed(id, Stage.CAPTION);

        try (var lines = open(id, "uploader", "2")) {
            var events = lines.iterator();
            seeds.succeed(id, Stage.SMART_CROP);
            List<String> told = new ArrayList<>();
            do {
                told.add(next(events));
            } while (!told.getLast().equals("asset 3"));
            assertThat(told).contains("stage smart-crop").doesNotContain("asset 2");
        }
    }

    @Test
    void whoMayNotKnowTheAssetIsToldNothing() {
        UUID id = seeds.in(State.IN_REVIEW, TestKeys.TENANT);

        for (String key : List.of("reader", TestKeys.STRANGER)) {
            given().auth()
                    .oauth2(key)
                    .get("/v1/assets/" + id + "/events")
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:darkroom:problem:asset-not-found"));
        }
    }

    @Test
    void aMadeUpEventIdIsRefused() {
        UUID id = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        given().auth()
                .oauth2("uploader")
                .header("Last-Event-ID", "yesterday")
                .get("/v1/assets/" + id + "/events")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:darkroom:problem:parameter-invalid"));
    }

    private Stream<String> open(UUID id, String key, String lastEventId)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(assets.resolve(id + "/events"))
                        .header("Authorization", "Bearer " + key)
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", lastEventId)
                        .build();
        var response = CLIENT.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .startsWith("text/event-stream");
        return response.body();
    }

    /** The next event, in short: its name with the stage or the revision. */
    private static String next(Iterator<String> lines) {
        String name = "";
        String about = "";
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("id:")) {
                about = line.substring("id:".length()).strip();
            } else if (line.startsWith("data:{\"stage\":")) {
                about = line.replaceAll("^data:\\{\"stage\":\"([a-z-]+)\".*", "$1");
            } else if (line.isEmpty() && !name.isEmpty()) {
                return (name + " " + about).strip();
            }
        }
        return "closed";
    }
}
