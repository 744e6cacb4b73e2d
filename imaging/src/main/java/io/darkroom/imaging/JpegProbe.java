package io.darkroom.imaging;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks a JPEG's segments and entropy-coded data to its end marker (ITU-T T.81, annex B). What
 * follows the end marker (the further pictures of an MPO, a phone's appended video) is left alone.
 */
final class JpegProbe {

    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;

    /** More scans than any camera writes; each costs a whole pass over the picture. */
    private static final int MAX_SCANS = 500;

    /**
     * Pixels times scans: a file of a quarter of a megabyte can ask for 500 passes over 100
     * megapixels, half a minute of a worker that nobody can stop (docs/adr/0042). This is 40 passes
     * over the largest picture, and at most some three seconds.
     */
    private static final long MAX_PASSED = 4_000_000_000L;

    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String ICC = "ICC_PROFILE\0";
    private static final String ADOBE = "Adobe";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";

    private final ByteSource source;
    private final ImageLimits limits;
    private final List<Block> blocks = new ArrayList<>();
    private int width;
    private int height;
    private int precision;
    private int components;
    private int scans;

    JpegProbe(ByteSource source, ImageLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    Layout layout() {
        long at = 2;
        int marker = 0;
        while (marker != EOI) {
            at = nextMarker(at);
            marker = source.u8(at);
            at = marker == EOI || isAlone(marker) ? at + 1 : segment(marker, at + 1);
        }
        if (components == 0 || scans == 0) {
            throw corrupt("has no picture before its end marker", at);
        }
        return new Layout(ImageType.JPEG, width, height, 1, precision, false, colours(), blocks);
    }

    private ColourModel colours() {
        return switch (components) {
            case 1 -> ColourModel.GREY;
            case 4 -> ColourModel.CMYK;
            default -> ColourModel.RGB;
        };
    }

    /** The place of the marker's code, after any number of fill bytes. */
    private long nextMarker(long from) {
        long at = from;
        if (source.u8(at) != 0xff) {
            throw corrupt("holds no marker where one must stand", at);
        }
        while (source.u8(at) == 0xff) {
            at++;
        }
        return at;
    }

    private static boolean isAlone(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    }

    private long segment(int marker, long at) {
        if (marker == 0x00 || marker == 0xd8) {
            throw corrupt("holds a marker that cannot stand there", at);
        }
        int length = source.u16be(at);
        if (length < 2) {
            throw corrupt("holds a segment that is shorter than its own length field", at);
        }
        source.requireWithin(at, length);
        if (isFrame(marker)) {
            frame(marker, at, length);
        } else if (isRead(marker)) {
            application(at + 2, length - 2);
        }
        return marker == SOS ? scan(at + length) : at + length;
    }

    private static boolean isRead(int marker) {
        return marker == 0xe1 || marker == 0xe2 || marker == 0xed || marker == 0xee;
    }

    /** C4, C8 and CC lie in the same range and are tables. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }

    private void frame(int marker, long at, int length) {
        if (marker > 0xc2) {
            throw new ImageException.UnsupportedType("a lossless, hierarchical or arithmetic JPEG");
        }
        if (components != 0) {
            throw corrupt("holds a second frame header", at);
        }
        precision = source.u8(at + 2);
        height = source.u16be(at + 3);
        width = source.u16be(at + 5);
        components = source.u8(at + 7);
        limits.requireSize(width, height, at + 3);
        boolean known = components == 1 || components == 3 || components == 4;
        if (!known || length < 8 + 3 * components) {
            throw corrupt("has a frame header with %d components".formatted(components), at);
        }
        if (precision != 8) {
            throw new ImageException.UnsupportedType("a JPEG of %d bits".formatted(precision));
        }
    }

    private void application(long at, int length) {
        if (source.matches(at, EXIF)) {
            block(Block.Kind.EXIF, at, EXIF.length(), length);
        } else if (source.matches(at, XMP)) {
            block(Block.Kind.XMP, at, XMP.length(), length);
        } else if (source.matches(at, PHOTOSHOP)) {
            block(Block.Kind.PHOTOSHOP, at, PHOTOSHOP.length(), length);
        } else if (length >= 12 && source.matches(at, ADOBE)) {
            blocks.add(Block.plain(Block.Kind.ADOBE, at, length));
        } else if (source.matches(at, ICC) && length > ICC.length() + 2) {
            int sequence = source.u8(at + ICC.length());
            int head = ICC.length() + 2;
            blocks.add(new Block(Block.Kind.ICC, at + head, length - head, false, sequence));
        }
    }

    private void block(Block.Kind kind, long at, int head, int length) {
        if (length > head) {
            blocks.add(Block.plain(kind, at + head, length - head));
        }
    }

    /** The place of the first marker after the entropy-coded data that starts here. */
    private long scan(long from) {
        if (components == 0) {
            throw corrupt("starts a scan before its frame header", from);
        }
        if (++scans > MAX_SCANS || (long) scans * width * height > MAX_PASSED) {
            throw corrupt("has more scans than a picture of its size needs", from);
        }
        long at = source.find(0xff, from);
        while (isData(source.u8(at + 1))) {
            at = source.find(0xff, at + (source.u8(at + 1) == 0xff ? 1 : 2));
        }
        return at;
    }

    /** A stuffed zero, a restart marker or a fill byte: the scan goes on. */
    private static boolean isData(int next) {
        return next == 0x00 || next == 0xff || (next >= 0xd0 && next <= 0xd7);
    }

    private static ImageException corrupt(String what, long at) {
        return new ImageException.Corrupt(
                "The JPEG %s (byte %d). Save it again and send that.".formatted(what, at));
    }
}
