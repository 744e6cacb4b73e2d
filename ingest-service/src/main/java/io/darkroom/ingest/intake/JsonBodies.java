package io.darkroom.ingest.intake;

import io.darkroom.ingest.upload.UploadConfig;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;

/** Reads JSON bodies of requests that take something in: never more than a request may have. */
@ApplicationScoped
public class JsonBodies {
    /** What surrounds the request in a body: a URL, names, the ETags of up to 10,000 parts. */
    private static final int AROUND = 1 << 20;

    private final UploadRequests requests;
    private final int maxBytes;

    JsonBodies(UploadRequests requests, UploadConfig config) {
        this.requests = requests;
        this.maxBytes = Math.toIntExact(config.maxRequestBytes().asLongValue());
    }

    /**
     * Reads a body that holds a request. Blocks.
     *
     * @throws ProblemException {@code request-malformed} or {@code file-too-large}
     */
    public IntakeBody read(InputStream body) throws IOException {
        return read(body, maxBytes);
    }

    /** Reads a body that may list parts. Blocks. */
    public IntakeBody readLong(InputStream body) throws IOException {
        return read(body, AROUND);
    }

    private IntakeBody read(InputStream body, int max) throws IOException {
        byte[] bytes = body.readNBytes(max + 1);
        if (bytes.length > max) {
            throw ProblemType.FILE_TOO_LARGE.exception(
                    "The body has more than %d bytes".formatted(max));
        }
        return new IntakeBody(requests.read(bytes, "The body"));
    }
}
