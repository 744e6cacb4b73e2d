package io.darkroom.ingest.upload;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.darkroom.contracts.instruction.InstructionRules;
import io.darkroom.service.problem.ProblemException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a request: it is understood, or refused with everything that is wrong. */
class RequestFuzzTest {
    private final RequestParser parser =
            new RequestParser(RequestLimits.DEFAULT, InstructionRules.builtIn());

    static Stream<byte[]> requests() {
        return Stream.of(
                        "{}",
                        "{\"externalId\": \"sku\", \"stages\": [\"caption\", \"outpaint\"]}",
                        "{\"caption\": {\"languages\": [\"en\", \"de-CH\"], \"purpose\":"
                                + " \"hero\"}}",
                        "{\"crops\": [\"1.91:1\", \"4:5\"], \"focalPoint\": {\"x\": 0.5, \"y\":"
                                + " 0}}",
                        "{\"outpaint\": {\"aspectRatio\": \"16:9\", \"instruction\": \"more"
                                + " sky\"}}",
                        "{\"tags\": {\"minConfidence\": 0.4}, \"metadata\": {\"a\": [1, null]}}")
                .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @MethodSource("requests")
    @FuzzTest(maxDuration = "10m")
    void parses(byte[] bytes) {
        try {
            parser.parse(RequestJson.read(bytes, "The request"));
        } catch (ProblemException _) {
            // Refused in words.
        }
    }
}
