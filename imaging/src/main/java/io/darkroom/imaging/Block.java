package io.darkroom.imaging;

/**
 * Where a file keeps an embedded block, so that it is only read by those who need it.
 *
 * @param kind what it holds
 * @param offset first byte of its data
 * @param length bytes as stored
 * @param deflated whether zlib has to be undone
 * @param sequence place among blocks of the same kind that make one whole, from 1
 */
record Block(Kind kind, long offset, long length, boolean deflated, int sequence) {

    enum Kind {
        /** Adobe's marker, which says how a JPEG stores its inks. */
        ADOBE,
        ICC,
        EXIF,
        XMP,
        PHOTOSHOP,
        IPTC
    }

    static Block plain(Kind kind, long offset, long length) {
        return new Block(kind, offset, length, false, 1);
    }

    static Block deflated(Kind kind, long offset, long length) {
        return new Block(kind, offset, length, true, 1);
    }
}
