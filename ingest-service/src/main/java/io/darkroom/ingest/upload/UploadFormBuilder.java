package io.darkroom.ingest.upload;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An upload's form, part by part; what is wrong is said once all of it is known. */
final class UploadFormBuilder implements AutoCloseable {
    private static final String FILE = "file";
    private static final String REQUEST = "request";
    private static final String PREFIX = "darkroom-form-";

    private final Path directory;
    private final UploadConfig config;
    private final Set<String> others = new LinkedHashSet<>();
    private int files;
    private int requests;
    private @Nullable Path file;
    private @Nullable String fileName;
    private byte @Nullable [] request;

    UploadFormBuilder(Path directory, UploadConfig config) {
        this.directory = directory;
        this.config = config;
    }

    /** Takes a part; what it does not read of it is skipped. */
    void part(PartHead head, MultipartBody body) throws IOException {
        switch (head.name()) {
            case FILE -> {
                files++;
                if (head.fileName() != null && file == null) {
                    spool(head, body);
                }
            }
            case REQUEST -> {
                requests++;
                request = small(body);
            }
            default -> others.add(head.name());
        }
    }

    /**
     * The form.
     *
     * @throws io.darkroom.service.problem.ProblemException where a part is missing, repeated,
     *     unknown or too large
     */
    UploadForm form() throws IOException {
        refuseOthers();
        if (files > 1) {
            throw ProblemType.FILE_PART_REPEATED.exception(
                    "There are %d parts 'file'; send one, and one request for each picture"
                            .formatted(files));
        }
        if (file == null) {
            throw ProblemType.FILE_PART_MISSING.exception(
                    files == 0
                            ? "Send the picture as a part with the name 'file'"
                            : "The part 'file' is a plain field; send it with a file name, as"
                                    + " browsers do");
        }
        requireSize(Files.size(file), config.maxFileBytes().asLongValue(), FILE);
        if (requests > 1) {
            throw ProblemType.REQUEST_MALFORMED.exception("Send the part 'request' once at most");
        }
        if (request != null) {
            requireSize(request.length, config.maxRequestBytes().asLongValue(), REQUEST);
        }
        return new UploadForm(file, FileName.clean(fileName), request);
    }

    @Override
    public void close() {
        if (file != null) {
            UploadForm.remove(file);
        }
    }

    private void spool(PartHead head, MultipartBody body) throws IOException {
        Files.createDirectories(directory);
        Path spooled = Files.createTempFile(directory, PREFIX, null);
        file = spooled;
        fileName = head.fileName();
        try (var out = Files.newOutputStream(spooled)) {
            body.copyTo(out);
        }
    }

    /** The part, or one byte more than it may have. */
    private byte[] small(MultipartBody body) throws IOException {
        int most = Math.toIntExact(config.maxRequestBytes().asLongValue() + 1);
        var kept = new ByteArrayOutputStream();
        body.copyTo(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        kept.write(bytes, from, Math.min(length, most - kept.size()));
                    }
                });
        return kept.toByteArray();
    }

    private void refuseOthers() {
        if (!others.isEmpty()) {
            throw ProblemType.UNKNOWN_FIELD.exception(
                    "The form has parts that are not known here",
                    others.stream()
                            .map(name ->
                                    Problem.Place.of(
                                            name, "is not a part; parts are 'file' and 'request'"))
                            .toArray(Problem.Place[]::new));
        }
    }

    private static void requireSize(long bytes, long max, String part) {
        if (bytes > max) {
            throw ProblemType.FILE_TOO_LARGE.exception(
                    "The part '%s' has more than %d bytes".formatted(part, max));
        }
    }
}
