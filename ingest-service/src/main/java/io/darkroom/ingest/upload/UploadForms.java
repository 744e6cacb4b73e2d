package io.darkroom.ingest.upload;

import io.darkroom.ingest.spool.SpoolFolder;
import io.darkroom.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Reads the forms of uploads as they come in: the file goes to memory or to the local disk. */
@ApplicationScoped
class UploadForms {
    private final SpoolFolder folder;
    private final UploadConfig config;
    private final UploadMemory memory;
    private final UploadsUnderWay underWay;

    UploadForms(
            SpoolFolder folder,
            UploadConfig config,
            UploadMemory memory,
            UploadsUnderWay underWay) {
        this.folder = folder;
        this.config = config;
        this.memory = memory;
        this.underWay = underWay;
    }

    /**
     * Reads a form to its end, also where it is refused: whoever sends it sees the answer then.
     * Blocks.
     *
     * @param contentType names the boundary
     * @param length of the body, where its header says it
     * @throws ProblemException where it is no form, or not the form of an upload; then nothing is
     *     left of it
     * @throws IOException where the body or the disk fails; the same holds
     */
    UploadForm read(InputStream body, String contentType, @Nullable Long length)
            throws IOException {
        var builder = new UploadFormBuilder(folder, config, memory.room(length));
        boolean whole = false;
        underWay.begin();
        try {
            var parts = new MultipartBody(body, contentType);
            for (var head = parts.next(); head.isPresent(); head = parts.next()) {
                builder.part(head.get(), parts);
            }
            var form = builder.form();
            whole = true;
            return form;
        } catch (ProblemException e) {
            body.transferTo(OutputStream.nullOutputStream());
            throw e;
        } finally {
            underWay.end();
            if (!whole) {
                builder.close();
            }
        }
    }
}
