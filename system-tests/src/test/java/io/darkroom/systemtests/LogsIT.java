package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What services log: no secret, and at a start nothing that nobody can act on. */
class LogsIT {
    /** What comes after it may be about what other tests break. */
    private static final Pattern STARTED = Pattern.compile("^.* started in .*$", Pattern.MULTILINE);

    private static final Pattern WARNED =
            Pattern.compile("^\\S+ \\S+ (WARN|ERROR) .*$", Pattern.MULTILINE);

    private static final String PASSWORD = "hunter2-of-the-url";
    private static final String WRONG_KEY = "dk_k7m2qx4vbn3tzaue_wrong-key-of-a-stranger";

    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);

    @Test
    void aStartWarnsOfNothing() {
        for (Path log : logs()) {
            String text = read(log);
            Matcher started = STARTED.matcher(text);
            assertThat(started.find()).as("a start in " + log).isTrue();

            assertThat(text.substring(0, started.start()))
                    .as("%s", log)
                    .doesNotContainPattern(WARNED);
        }
    }

    /** Every secret that a caller or a server has is used once. */
    @Test
    void noSecretIsLogged() {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("the API key", darkroom.apiKey());
        secrets.put("the store's secret", darkroom.endpoints().at("/s3/secretKey").asText());
        secrets.put("a created key", create("/v1/api-keys", key()).path("key").asText());
        secrets.put(
                "a webhook's secret", create("/v1/webhooks", webhook()).path("secret").asText());
        secrets.put("a refused key", useWrongKey());
        secrets.put("a password in a URL", fetchWithPassword());
        secrets.put("a signed link", signatureOfALink());

        assertThat(secrets.values()).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(8));
        for (Path log : logs()) {
            String text = read(log);
            secrets.forEach((name, secret) ->
                    assertThat(text.contains(secret)).as(name + " in " + log).isFalse());
        }
    }

    private static Map<String, Object> key() {
        return Map.of("name", "secrets-in-logs", "roles", List.of("uploader"));
    }

    private static Map<String, Object> webhook() {
        return Map.of("url", "http://127.0.0.1:1/nobody", "events", List.of("asset.enriched"));
    }

    private JsonNode create(String path, Map<String, Object> body) {
        return Backend.tree(
                backend.ingest()
                        .contentType("application/json")
                        .body(body)
                        .post(path)
                        .then()
                        .statusCode(201)
                        .extract()
                        .asByteArray());
    }

    private String useWrongKey() {
        backend.ingest().auth().oauth2(WRONG_KEY).get("/v1/assets").then().statusCode(401);
        backend.moderation().auth().oauth2(WRONG_KEY).get("/v1/reviews").then().statusCode(401);
        return WRONG_KEY;
    }

    private String fetchWithPassword() {
        backend.ingest()
                .contentType("application/json")
                .body(Map.of("url", "https://user:" + PASSWORD + "@pictures.invalid/a.jpg"))
                .post("/v1/assets/from-url")
                .then()
                .statusCode(oneOf(400, 422));
        return PASSWORD;
    }

    /** The whole way of a picture, which a webhook that nobody answers is told of too. */
    private String signatureOfALink() {
        var id = backend.upload("secrets.jpg", Pictures.jpeg(400, 300, 77), null);
        backend.settled(List.of(id), Duration.ofMinutes(1));
        String link =
                backend.ingest()
                        .redirects()
                        .follow(false)
                        .get("/v1/assets/" + id + "/variants/crop-1x1")
                        .then()
                        .statusCode(302)
                        .extract()
                        .header("Location");
        return link.substring(link.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length());
    }

    private List<Path> logs() {
        try (var files = Files.list(darkroom.logs())) {
            var logs = files.toList();
            assertThat(logs).hasSizeGreaterThanOrEqualTo(4);
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
