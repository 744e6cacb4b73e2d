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
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\nbytes\r\n--b--\r\n",
                        "preamble\r\n--b\r\nContent-Disposition: form-data; name=request\r\n\r\n{}\r\n--b--",
                        "--b--\r\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
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
