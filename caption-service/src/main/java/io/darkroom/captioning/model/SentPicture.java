package io.darkroom.captioning.model;

import io.darkroom.captioning.Undecodable;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageException;
import io.darkroom.imaging.ImageInfo;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageProbe;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.PixelWorkers;
import io.darkroom.stage.TerminalStageException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The picture as a provider gets to see it: upright, within bounded sides so that its tokens are
 * bounded, encoded anew and thereby without any metadata.
 */
@ApplicationScoped
class SentPicture {
    private final int longSide;
    private final Encoding encoding;
    private final PixelWorkers workers = PixelWorkers.perCore();

    SentPicture(ModelConfig config) {
        this.longSide = config.image().longSide();
        this.encoding = Encoding.jpeg(config.image().quality());
    }

    /**
     * A JPEG; waits for a core.
     *
     * @throws TerminalStageException if the picture cannot be decoded
     */
    byte[] of(byte[] original) throws InterruptedException {
        try {
            return workers.<byte[], ImageException>run(() -> encode(original));
        } catch (ImageException e) {
            throw Undecodable.because(e);
        }
    }

    private byte[] encode(byte[] original) {
        try (Picture picture =
                ImageDecoder.decode(original, ImageLimits.DEFAULT, shortSide(original))) {
            double scale =
                    Math.min(1, longSide / (double) Math.max(picture.width(), picture.height()));
            try (Picture small =
                    picture.sampled(
                            0,
                            0,
                            picture.width(),
                            picture.height(),
                            scaled(picture.width(), scale),
                            scaled(picture.height(), scale))) {
                return ImageEncoder.encode(small, encoding);
            }
        }
    }

    /** Of the sides that are sent: decoded no larger than needed, a JPEG costs a fraction. */
    private int shortSide(byte[] original) {
        ImageInfo info = ImageProbe.probe(original, ImageLimits.DEFAULT);
        double ratio =
                Math.min(info.width(), info.height())
                        / (double) Math.max(info.width(), info.height());
        return scaled(longSide, ratio);
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    @PreDestroy
    void close() {
        workers.close();
    }
}
