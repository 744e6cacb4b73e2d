package io.darkroom.ingest.upload;

import io.darkroom.ingest.spool.SpoolFolder;
import io.darkroom.ingest.upload.UploadMemory.Room;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An upload's form, part by part; what is wrong is said once all of it is known. */
final class UploadFormBuilder implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UploadFormBuilder.class);
    private static final String FILE = "file";
    private static final String REQUEST = "request";

    private final SpoolFolder folder;
    private final UploadConfig config;
    private final Set<String> others = new LinkedHashSet<>();
    private int files;
    private int requests;
    private final @Nullable Room room;
    private @Nullable FileContent content;
    private @Nullable String fileName;
    private byte @Nullable [] request;

    /**
     * Begins a form.
     *
     * @param room for all of the body in memory, if there is some
     */
    UploadFormBuilder(SpoolFolder folder, UploadConfig config, Optional<Room> room) {
        this.folder = folder;
        this.config = config;
        this.room = room.orElse(null);
    }

    /** Takes a part; what it does not read of it is skipped. */
    void part(PartHead head, MultipartBody body) throws IOException {
        switch (head.name()) {
            case FILE -> {
                files++;
                if (head.fileName() != null && content == null) {
                    fileName = head.fileName();
                    spool(body);
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
        if (content == null) {
            throw ProblemType.FILE_PART_MISSING.exception(
                    files == 0
                            ? "Send the picture as a part with the name 'file'"
                            : "The part 'file' is a plain field; send it with a file name, as"
                                    + " browsers do");
        }
        requireSize(content.bytes(), config.maxFileBytes().asLongValue(), FILE);
        if (requests > 1) {
            throw ProblemType.REQUEST_MALFORMED.exception("Send the part 'request' once at most");
        }
        if (request != null) {
            requireSize(request.length, config.maxRequestBytes().asLongValue(), REQUEST);
        }
        return new UploadForm(content, FileName.clean(fileName), request, this::close);
    }

    @Override
    public void close() {
        if (content instanceof FileContent.OnDisk(Path file)) {
            remove(file);
        }
        if (room != null) {
            room.giveBack().run();
        }
    }

    private void spool(MultipartBody body) throws IOException {
        if (room != null) {
            var gathered = new Gathered(body.lengthIfLast(room.bytes()));
            body.copyTo(gathered);
            content = new FileContent.InMemory(gathered.bytes());
            return;
        }
        Path file = folder.newFile(SpoolFolder.Use.FORM);
        content = FileContent.of(file);
        try (var out = Files.newOutputStream(file)) {
            body.copyTo(out);
        }
    }

    /** Bytes whose number is nearly always known: a copy is made only where it was wrong. */
    private static final class Gathered extends ByteArrayOutputStream {
        Gathered(long expected) {
            super((int) Math.max(0, expected));
        }

        byte[] bytes() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("A spooled upload stays file=%s cause=%s", file, e.toString());
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
