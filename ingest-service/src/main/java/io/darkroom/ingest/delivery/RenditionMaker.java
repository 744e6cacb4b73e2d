package io.darkroom.ingest.delivery;

import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.MetadataReader;
import io.darkroom.imaging.MetadataWriter;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.PixelWorkers;
import io.darkroom.imaging.Provenance;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of renditions, from a stored file that lies on disk. */
@Singleton
class RenditionMaker {
    private final PixelWorkers workers;
    private final ImageLimits limits = ImageLimits.DEFAULT;

    RenditionMaker(DeliveryConfig config) {
        this.workers = new PixelWorkers(config.concurrency());
    }

    @PreDestroy
    void stop() {
        workers.close();
    }

    /**
     * The file's bytes. Blocks.
     *
     * @throws io.darkroom.imaging.ImageException where the stored file cannot be decoded
     */
    byte[] make(Rendition rendition, Path stored) throws IOException {
        Provenance origin = origin(rendition, stored);
        byte[] bytes =
                rendition.isScaled() ? scaled(rendition, stored) : Files.readAllBytes(stored);
        DescriptiveMetadata texts =
                origin == null ? rendition.texts() : rendition.texts().withProvenance(origin);
        return texts.equals(DescriptiveMetadata.NONE) ? bytes : written(bytes, texts);
    }

    /** Whoever made the pixels said best how, so what the file says stays. */
    private @Nullable Provenance origin(Rendition rendition, Path stored) {
        Provenance said = MetadataReader.read(stored, limits).descriptive().provenance();
        return said == null ? rendition.invented() : said;
    }

    private byte[] scaled(Rendition rendition, Path stored) throws IOException {
        try {
            return workers.<byte[], IOException>run(() -> scale(rendition, stored));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a file was scaled", e);
        }
    }

    private byte[] scale(Rendition rendition, Path stored) {
        int width = rendition.width();
        int height = rendition.height();
        try (Picture whole = ImageDecoder.decode(stored, limits, Math.min(width, height));
                Picture small = whole.resized(width, height)) {
            return ImageEncoder.encode(small, encoding(rendition));
        }
    }

    private static Encoding encoding(Rendition rendition) {
        return switch (rendition.type()) {
            case PNG -> Encoding.png();
            case WEBP -> Encoding.webp(rendition.quality());
            default -> Encoding.jpeg(rendition.quality());
        };
    }

    /**
     * A JPEG holds about 65,000 bytes of text: long descriptions go first where that is not enough.
     */
    private static byte[] written(byte[] bytes, DescriptiveMetadata texts) {
        try {
            return MetadataWriter.write(bytes, texts);
        } catch (IllegalArgumentException _) {
            return MetadataWriter.write(
                    bytes, texts.withLongDescriptions(Map.of()).withDescriptions(texts.altTexts()));
        }
    }
}
