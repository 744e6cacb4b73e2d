package io.darkroom.transform;

import io.darkroom.contracts.Failure;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageException;
import io.darkroom.imaging.ImageInfo;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageProbe;
import io.darkroom.imaging.Picture;
import io.darkroom.stage.TerminalStageException;
import java.util.function.ToIntFunction;

/** Decodes originals for the stages. */
public final class Pictures {
    private Pictures() {}

    /** Width and height of an upright original in pixels. */
    public record Size(int width, int height) {}

    /**
     * The size of an original, whatever it is decoded at.
     *
     * @throws TerminalStageException where it cannot be told
     */
    public static Size size(byte[] original) {
        try {
            ImageInfo info = ImageProbe.probe(original, ImageLimits.DEFAULT);
            return new Size(info.width(), info.height());
        } catch (ImageException e) {
            throw unusable(e);
        }
    }

    /**
     * Decodes an original, a JPEG as small as the short side allows.
     *
     * @param shortSide least length in pixels of the picture's short side
     * @throws TerminalStageException with the problem type of the API, where it cannot be decoded
     */
    public static Picture decode(byte[] original, int shortSide) {
        try {
            return ImageDecoder.decode(original, ImageLimits.DEFAULT, shortSide);
        } catch (ImageException e) {
            throw unusable(e);
        }
    }

    /**
     * As {@link #decode(byte[], int)}, where the short side depends on the original's size.
     *
     * @param shortSide of a size as {@link #size} gives it
     * @return the picture, and what the file says of the original
     * @throws TerminalStageException with the problem type of the API, where it cannot be decoded
     */
    public static ImageDecoder.Decoded decode(byte[] original, ToIntFunction<Size> shortSide) {
        try {
            return ImageDecoder.decode(
                    original,
                    ImageLimits.DEFAULT,
                    info -> shortSide.applyAsInt(new Size(info.width(), info.height())));
        } catch (ImageException e) {
            throw unusable(e);
        }
    }

    private static TerminalStageException unusable(ImageException e) {
        return new TerminalStageException(
                Failure.of(e.slug(), "The original cannot be decoded", e.getMessage()), e);
    }
}
