package io.darkroom.imaging;

/** How a picture is written. */
public sealed interface Encoding {

    /** The type of the file that comes out. */
    ImageType type();

    /** JPEG at this quality, baseline. */
    static Encoding jpeg(int quality) {
        return new Jpeg(quality, false);
    }

    /** Lossy WebP at this quality. */
    static Encoding webp(int quality) {
        return new WebP(quality);
    }

    /** AVIF at this quality; see {@link ImageEncoder#writes(ImageType)}. */
    static Encoding avif(int quality) {
        return new Avif(quality);
    }

    /** PNG, lossless. */
    static Encoding png() {
        return new Png();
    }

    /**
     * JPEG with optimised Huffman tables and 4:2:0 chroma; transparency is laid over white.
     *
     * @param quality 1 to 100
     * @param progressive whether it is written in scans that sharpen
     */
    record Jpeg(int quality, boolean progressive) implements Encoding {
        public Jpeg {
            requireQuality(quality);
        }

        @Override
        public ImageType type() {
            return ImageType.JPEG;
        }
    }

    /**
     * Lossy WebP, transparency kept.
     *
     * @param quality 1 to 100
     */
    record WebP(int quality) implements Encoding {
        public WebP {
            requireQuality(quality);
        }

        @Override
        public ImageType type() {
            return ImageType.WEBP;
        }
    }

    /**
     * Lossy AVIF, transparency kept; only where libvips is installed.
     *
     * @param quality 1 to 100
     */
    record Avif(int quality) implements Encoding {
        public Avif {
            requireQuality(quality);
        }

        @Override
        public ImageType type() {
            return ImageType.AVIF;
        }
    }

    /** PNG, lossless, transparency kept. */
    record Png() implements Encoding {
        @Override
        public ImageType type() {
            return ImageType.PNG;
        }
    }

    private static void requireQuality(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, not " + quality);
        }
    }
}
