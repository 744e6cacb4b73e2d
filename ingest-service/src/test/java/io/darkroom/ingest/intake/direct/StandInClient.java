package io.darkroom.ingest.intake.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.ingest.intake.Intake;
import io.darkroom.local.embedded.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** A backend or browser that uploads directly: it knows the API and no key of the store. */
public final class StandInClient {
    private StandInClient() {}

    /** Announces an upload. */
    public static JsonNode begin(Map<String, ?> body) {
        return begin(TestServers.API_KEY, body);
    }

    /** Announces an upload with this key. */
    public static JsonNode begin(String key, Map<String, ?> body) {
        return Intake.read(
                Intake.caller(key)
                        .contentType("application/json")
                        .body(body)
                        .post("/v1/uploads")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString());
    }

    /** Sends the bytes as it was told. */
    public static void send(JsonNode upload, byte[] bytes) {
        if (upload.has("url")) {
            assertThat(put(upload, bytes)).isEqualTo(200);
            return;
        }
        int from = 0;
        for (JsonNode part : upload.get("parts")) {
            int to = from + part.get("bytes").intValue();
            assertThat(put(part, Arrays.copyOfRange(bytes, from, to))).isEqualTo(200);
            from = to;
        }
        assertThat(from).isEqualTo(bytes.length);
    }

    /** Sends bytes with one signed request; the status that the store answers. */
    public static int put(JsonNode signed, byte[] bytes) {
        var request =
                HttpRequest.newBuilder(URI.create(signed.get("url").asText()))
                        .PUT(BodyPublishers.ofByteArray(bytes));
        signed.get("headers").properties().stream()
                // The client writes the length by itself.
                .filter(header -> !header.getKey().equalsIgnoreCase("Content-Length"))
                .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
        try (var http = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
