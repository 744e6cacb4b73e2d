package io.darkroom.ingest.upload;

import io.darkroom.ingest.idempotency.Fingerprint;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an upload.
 *
 * @param file where the part lies on disk; removed when the request ends
 * @param request the part's bytes; absent where it was not sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UploadForm(Path file, @Nullable String fileName, byte @Nullable [] request) {
    private static final String FILE = "file";
    private static final String REQUEST = "request";

    /**
     * Finds the parts.
     *
     * @throws io.darkroom.service.problem.ProblemException where one is missing, repeated, unknown
     *     or too large
     */
    static UploadForm of(Map<String, Collection<FormValue>> parts, UploadConfig config) {
        refuseOthers(parts);
        FormValue file = file(List.copyOf(parts.getOrDefault(FILE, List.of())));
        Path path = file.getFileItem().getFile();
        requireSize(size(path), config.maxFileBytes().asLongValue(), FILE);
        var requests = List.copyOf(parts.getOrDefault(REQUEST, List.of()));
        if (requests.size() > 1) {
            throw ProblemType.REQUEST_MALFORMED.exception("Send the part 'request' once at most");
        }
        byte[] request =
                requests.isEmpty()
                        ? null
                        : bytes(requests.getFirst(), config.maxRequestBytes().asLongValue());
        return new UploadForm(path, FileName.clean(file.getFileName()), request);
    }

    /** What makes another upload the same one. */
    Fingerprint fingerprint() {
        return Fingerprint.of("POST /v1/assets").with(request).with(fileName).with(file);
    }

    private static void refuseOthers(Map<String, Collection<FormValue>> parts) {
        var others =
                parts.keySet().stream()
                        .filter(name -> !name.equals(FILE) && !name.equals(REQUEST))
                        .map(name ->
                                Problem.Place.of(
                                        name, "is not a part; parts are 'file' and 'request'"))
                        .toArray(Problem.Place[]::new);
        if (others.length > 0) {
            throw ProblemType.UNKNOWN_FIELD.exception(
                    "The form has parts that are not known here", others);
        }
    }

    private static FormValue file(List<FormValue> files) {
        if (files.size() > 1) {
            throw ProblemType.FILE_PART_REPEATED.exception(
                    "There are %d parts 'file'; send one, and one request for each picture"
                            .formatted(files.size()));
        }
        if (files.isEmpty()) {
            throw ProblemType.FILE_PART_MISSING.exception(
                    "Send the picture as a part with the name 'file'");
        }
        if (!files.getFirst().isFileItem()) {
            throw ProblemType.FILE_PART_MISSING.exception(
                    "The part 'file' is a plain field; send it with a file name, as browsers do");
        }
        return files.getFirst();
    }

    private static byte[] bytes(FormValue part, long max) {
        if (!part.isFileItem()) {
            byte[] bytes = part.getValue().getBytes(StandardCharsets.UTF_8);
            requireSize(bytes.length, max, REQUEST);
            return bytes;
        }
        try {
            requireSize(part.getFileItem().getFileSize(), max, REQUEST);
            return part.getFileItem().getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSize(long bytes, long max, String part) {
        if (bytes > max) {
            throw ProblemType.FILE_TOO_LARGE.exception(
                    "The part '%s' has %d bytes; at most %d are taken".formatted(part, bytes, max));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
