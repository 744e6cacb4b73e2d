package io.darkroom.imaging;

/** The file types that are taken, found by content and never by name. */
public enum ImageType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    GIF("image/gif", "gif"),
    /** Read only where libvips is installed. */
    HEIC("image/heic", "heic"),
    /** Read and written only where libvips is installed. */
    AVIF("image/avif", "avif");

    private final String contentType;
    private final String extension;

    ImageType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    /** The media type as registered, such as {@code image/jpeg}. */
    public String contentType() {
        return contentType;
    }

    /** The usual file name extension, without a dot. */
    public String extension() {
        return extension;
    }
}
