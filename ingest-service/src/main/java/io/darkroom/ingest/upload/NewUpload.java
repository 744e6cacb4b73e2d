package io.darkroom.ingest.upload;

import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.UploadRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to become an asset, by whichever way it came.
 *
 * @param file on the local disk; whoever put it there removes it
 * @param fileName what its sender called it, {@link FileName#clean cleaned}
 * @param request the effective request
 * @param claim decides whether this upload was taken in before
 */
public record NewUpload(
        Path file,
        @Nullable String fileName,
        String tenant,
        UploadRequest request,
        AssetProvenance provenance,
        UploadClaim claim) {}
