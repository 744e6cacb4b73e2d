package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets a problem of its own type, and leaves nothing behind. */
class BadInputIT {
    private static final byte[] PICTURE = Pictures.jpeg(320, 240, 21);
    private static final String SVG =
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);
    private final Stores stores = new Stores(darkroom);

    static Arguments bad(String name, int status, String slug, Function<Backend, Response> send) {
        return Arguments.of(name, status, slug, send);
    }

    static Arguments[] uploads() {
        return new Arguments[] {
            bad("an empty file", 422, "empty-file", b -> b.post("a.jpg", new byte[0], null)),
            bad(
                    "a text named .jpg",
                    415,
                    "not-an-image",
                    b -> b.post("a.jpg", ascii("just words, no picture"), null)),
            bad(
                    "a truncated JPEG",
                    422,
                    "image-truncated",
                    b -> b.post("a.jpg", Arrays.copyOf(PICTURE, PICTURE.length / 2), null)),
            bad(
                    "a PNG that claims 60,000 by 60,000",
                    422,
                    "image-too-large",
                    b -> b.post("a.png", Pictures.pngThatClaims(60_000, 60_000), null)),
            bad(
                    "an SVG with a script",
                    415,
                    "svg-unsupported",
                    b -> b.post("a.svg", ascii(SVG), null)),
            bad(
                    "malformed request JSON",
                    400,
                    "request-malformed",
                    b -> b.post("a.jpg", PICTURE, "{\"stages\": [")),
            bad(
                    "an unknown stage",
                    422,
                    "stage-unknown",
                    b -> b.post("a.jpg", PICTURE, "{\"stages\": [\"colourise\"]}")),
            bad(
                    "an instruction that the operator's own rules refuse",
                    422,
                    "instruction-refused",
                    b ->
                            b.post(
                                    "a.jpg",
                                    PICTURE,
                                    "{\"outpaint\": {\"aspectRatio\": \"16:9\", \"instruction\":"
                                            + " \"a wall as "
                                            + OperatorRules.REFUSED
                                            + " would have it\"}}")),
            bad(
                    "an outpaint without an instruction",
                    422,
                    "outpaint-instruction-missing",
                    b -> b.post("a.jpg", PICTURE, "{\"outpaint\": {\"aspectRatio\": \"16:9\"}}")),
            bad(
                    "a body without a file",
                    400,
                    "file-part-missing",
                    b ->
                            b.ingest()
                                    .multiPart("request", "{}", "application/json")
                                    .post("/v1/assets")),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uploads")
    void isRefusedAndLeavesNothing(
            String name, int status, String slug, Function<Backend, Response> send) {
        long assets = stores.count("select count(*) from ingest.asset");
        var originals = stores.keys("darkroom-originals");

        Response answer = send.apply(backend);

        JsonNode problem = Backend.tree(answer.asByteArray());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(problem.path("type").asText()).isEqualTo("urn:darkroom:problem:" + slug);
        assertThat(answer.statusCode()).as(problem.toString()).isEqualTo(status);
        assertThat(stores.keys("darkroom-originals")).isEqualTo(originals);
        assertThat(stores.count("select count(*) from ingest.asset")).isEqualTo(assets);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
