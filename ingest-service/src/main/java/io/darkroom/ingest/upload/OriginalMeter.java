package io.darkroom.ingest.upload;

import io.darkroom.contracts.Original;
import io.darkroom.imaging.ImageException;
import io.darkroom.imaging.ImageInfo;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageProbe;
import io.darkroom.imaging.PerceptualHash;
import io.darkroom.imaging.PixelWorkers;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures an upload: type by content, size in pixels, hashes. Works on a pool with one thread for
 * each core, so that many uploads at once do not decode at once.
 */
@Singleton
class OriginalMeter {
    private final ImageLimits limits;
    private final PixelWorkers workers = PixelWorkers.perCore();

    OriginalMeter(UploadConfig config) {
        limits = new ImageLimits(config.maxPixels(), config.maxFrames());
    }

    /**
     * Measures the upload.
     *
     * @param hashed whether the perceptual hash is wanted now; it takes longer than all the rest
     * @throws ProblemException where it is not a picture that is taken; the problem says why
     */
    Original measure(FileContent content, boolean hashed) {
        try {
            return work(() -> read(content, hashed));
        } catch (ImageException e) {
            throw new ProblemException(problemType(e).because(e.getMessage()), e);
        }
    }

    /**
     * The perceptual hash of an upload that was measured before; absent where the pixels are
     * damaged, which is for the stages to report.
     */
    @Nullable String perceptualHash(FileContent content) {
        return work(() -> Optional.ofNullable(hash(content))).orElse(null);
    }

    private <T> T work(PixelWorkers.PixelTask<T, IOException> task) {
        try {
            return workers.run(task);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring an upload", e);
        }
    }

    private Original read(FileContent content, boolean hashed) throws IOException {
        ImageInfo info =
                switch (content) {
                    case FileContent.OnDisk(Path file) -> ImageProbe.probe(file, limits);
                    case FileContent.InMemory(byte[] bytes) -> ImageProbe.probe(bytes, limits);
                };
        return new Original(
                info.contentType(),
                content.bytes(),
                info.width(),
                info.height(),
                sha256(content),
                hashed ? hash(content) : null);
    }

    private static String sha256(FileContent content) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        switch (content) {
            case FileContent.InMemory(byte[] bytes) -> digest.update(bytes);
            case FileContent.OnDisk(Path file) -> {
                try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                    Files.copy(file, sink);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private @Nullable String hash(FileContent content) {
        try {
            PerceptualHash hash =
                    switch (content) {
                        case FileContent.OnDisk(Path file) -> PerceptualHash.of(file, limits);
                        case FileContent.InMemory(byte[] bytes) -> PerceptualHash.of(bytes, limits);
                    };
            return hash.toString();
        } catch (ImageException e) {
            return null;
        }
    }

    private static ProblemType problemType(ImageException e) {
        return ProblemType.ofSlug(e.slug())
                .orElseThrow(
                        () -> new IllegalStateException("No problem type has slug " + e.slug(), e));
    }

    @PreDestroy
    void close() {
        workers.close();
    }
}
