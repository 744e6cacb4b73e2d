package io.darkroom.imaging;

/**
 * Why a file cannot be used. The message is a sentence for the person who sent the file: what is
 * wrong, where, and what to do. {@link #slug()} is the problem type of the HTTP API.
 */
public abstract sealed class ImageException extends RuntimeException {

    private final String slug;

    private ImageException(String slug, String message) {
        super(message);
        this.slug = slug;
    }

    private ImageException(String slug, String message, Throwable cause) {
        super(message, cause);
        this.slug = slug;
    }

    /** The last part of {@code urn:darkroom:problem:<slug>}. */
    public final String slug() {
        return slug;
    }

    /** The message; never null here. */
    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Nothing was sent. */
    public static final class Empty extends ImageException {
        public Empty() {
            super("empty-file", "The file is empty. Send the picture again.");
        }
    }

    /** The bytes are those of something else, or of nothing known. */
    public static final class NotAnImage extends ImageException {
        public NotAnImage(String message) {
            super("not-an-image", message);
        }
    }

    /** SVG is a program as much as a picture, and is not taken. */
    public static final class Svg extends ImageException {
        public Svg() {
            super(
                    "svg-unsupported",
                    "The file is an SVG drawing. Export it as PNG or WebP and send that.");
        }
    }

    /** An image type that is known, and not taken. */
    public static final class UnsupportedType extends ImageException {
        private final String typeName;

        public UnsupportedType(String typeName) {
            this(
                    typeName,
                    "The file is %s, which is not taken here. Send JPEG, PNG, WebP, TIFF or GIF."
                            .formatted(typeName));
        }

        private UnsupportedType(String typeName, String message) {
            super("media-type-unsupported", message);
            this.typeName = typeName;
        }

        /** A type that is taken where the operator has installed what reads it. */
        static UnsupportedType withoutLibvips(ImageType type) {
            return new UnsupportedType(
                    type.name(),
                    "The file is %s, which needs libvips 8.13 or later with libheif on this machine (on Debian the package libvips42), and it is not installed. Have it installed, or send JPEG, PNG, WebP, TIFF or GIF."
                            .formatted(type));
        }

        /** The type by name, such as {@code HEIC}. */
        public String typeName() {
            return typeName;
        }
    }

    /** The file stops before the picture does. */
    public static final class Truncated extends ImageException {
        public Truncated(String message) {
            super("image-truncated", message);
        }
    }

    /** The file breaks the rules of its type. */
    public static final class Corrupt extends ImageException {
        public Corrupt(String message) {
            super("image-corrupt", message);
        }

        public Corrupt(String message, Throwable cause) {
            super("image-corrupt", message, cause);
        }
    }

    /** More pixels or frames than the limits allow. */
    public static final class TooLarge extends ImageException {
        public TooLarge(String message) {
            super("image-too-large", message);
        }
    }
}
