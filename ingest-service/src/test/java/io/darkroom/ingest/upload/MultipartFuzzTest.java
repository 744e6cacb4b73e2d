package io.darkroom.ingest.upload;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.darkroom.service.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a body holds: its parts are read to their end, or it is refused as malformed. */
class MultipartFuzzTest {
    static Stream<byte[]> bodies() {
        return Stream.of(
                        form("name=\"file\"; filename=\"a.jpg\"", "bytes") + "--b--\r\n",
                        "preamble\r\n" + form("name=request", "{}") + "--b--",
                        "--b--\r\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String form(String part, String content) {
        return String.join(
                "\r\n", "--b", "Content-Disposition: form-data; " + part, "", content, "");
    }

    @MethodSource("bodies")
    @FuzzTest(maxDuration = "10m")
    void reads(byte[] bytes) throws IOException {
        try {
            var body =
                    new MultipartBody(
                            new ByteArrayInputStream(bytes), "multipart/form-data; boundary=b");
            while (body.next().isPresent()) {
                body.copyTo(OutputStream.nullOutputStream());
            }
        } catch (ProblemException _) {
            // Refused in words.
        }
    }
}
