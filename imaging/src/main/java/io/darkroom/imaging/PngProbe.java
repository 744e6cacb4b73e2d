package io.darkroom.imaging;

import java.util.ArrayList;
import java.util.List;

/** Walks a PNG's chunks and their checksums to IEND (W3C PNG, third edition). */
final class PngProbe {

    private static final int SIGNATURE = 8;

    /** Length, type and checksum. */
    private static final int FRAMING = 12;

    /** Data chunks come in their thousands; other chunks do not. */
    private static final int MAX_CHUNKS = 10_000;

    private static final String XMP = "XML:com.adobe.xmp\0";

    private final ByteSource source;
    private final ImageLimits limits;
    private final List<Block> blocks = new ArrayList<>();
    private int width;
    private int height;
    private int bitDepth;
    private int colourType;
    private int frames = 1;
    private boolean palette;
    private boolean transparency;
    private boolean data;

    PngProbe(ByteSource source, ImageLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    Layout layout() {
        long at = SIGNATURE;
        int others = 0;
        String type = "";
        while (!type.equals("IEND")) {
            long length = source.u32be(at);
            type = source.latin1(at + 4, 4);
            framing(type, length, at);
            others += type.equals("IDAT") || type.equals("fdAT") ? 0 : 1;
            if (others > MAX_CHUNKS) {
                throw corrupt("has more than %d chunks".formatted(MAX_CHUNKS), at);
            }
            chunk(type, at + 8, length);
            at += FRAMING + length;
        }
        if (!data) {
            throw corrupt("has no picture data before its end", at);
        }
        return new Layout(
                ImageType.PNG, width, height, frames, bitDepth, alpha(), colours(), blocks);
    }

    private void framing(String type, long length, long at) {
        if (type.equals("CgBI")) {
            throw new ImageException.UnsupportedType("a PNG as Apple's tools rewrite it (CgBI)");
        }
        if (!type.chars().allMatch(c -> (c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
            throw corrupt("holds no chunk where one must stand", at);
        }
        if (length > Integer.MAX_VALUE) {
            throw corrupt("holds a chunk %s of %d bytes".formatted(type, length), at);
        }
        if (at == SIGNATURE && !type.equals("IHDR")) {
            throw corrupt("does not start with its header", at);
        }
        source.requireWithin(at, FRAMING + length);
        if (source.crc32(at + 4, length + 4) != source.u32be(at + 8 + length)) {
            throw corrupt("holds a chunk %s whose checksum is wrong".formatted(type), at);
        }
    }

    private void chunk(String type, long at, long length) {
        switch (type) {
            case "IHDR" -> header(at, length);
            case "PLTE" -> palette = true;
            case "tRNS" -> transparency = true;
            case "IDAT" -> {
                if (colourType == 3 && !palette) {
                    throw corrupt("has indexed colours and no palette", at);
                }
                data = true;
            }
            case "acTL" -> animation(at, length);
            case "iCCP" -> profile(at, length);
            case "eXIf" -> blocks.add(Block.plain(Block.Kind.EXIF, at, length));
            case "iTXt" -> text(at, length);
            default -> {
                // Anything else changes neither the size nor what is embedded.
            }
        }
    }

    private void header(long at, long length) {
        if (at != SIGNATURE + 8 || length != 13) {
            throw corrupt("has a header out of place or of the wrong length", at);
        }
        width = side(at);
        height = side(at + 4);
        bitDepth = source.u8(at + 8);
        colourType = source.u8(at + 9);
        if (!isDepthOf(colourType, bitDepth)
                || source.u8(at + 10) != 0
                || source.u8(at + 11) != 0
                || source.u8(at + 12) > 1) {
            throw corrupt(
                    "names a colour type (%d) and depth (%d) or a method that do not exist"
                            .formatted(colourType, bitDepth),
                    at + 8);
        }
    }

    /** Sizes are checked on the long, so that 4 billion does not turn negative. */
    private int side(long at) {
        long width = source.u32be(SIGNATURE + 8);
        long height = source.u32be(SIGNATURE + 12);
        limits.requireSize(width, height, SIGNATURE + 8);
        return (int) source.u32be(at);
    }

    private static boolean isDepthOf(int colourType, int depth) {
        return switch (colourType) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private void animation(long at, long length) {
        if (length != 8 || source.u32be(at) == 0) {
            throw corrupt("has a broken animation header", at);
        }
        limits.requireFrames(source.u32be(at));
        frames = (int) source.u32be(at);
    }

    /** A name of up to 79 characters, a zero, the method, then the packed profile. */
    private void profile(long at, long length) {
        long end = source.find(0, at);
        long head = end + 2 - at;
        if (end - at <= 79 && head < length) {
            blocks.add(Block.deflated(Block.Kind.ICC, at + head, length - head));
        }
    }

    private void text(long at, long length) {
        if (length <= XMP.length() + 2 || !source.matches(at, XMP)) {
            return;
        }
        boolean deflated = source.u8(at + XMP.length()) == 1;
        long language = source.find(0, at + XMP.length() + 2);
        long start = source.find(0, language + 1) + 1;
        if (start < at + length) {
            blocks.add(new Block(Block.Kind.XMP, start, at + length - start, deflated, 1));
        }
    }

    /** The one transparent level that a grey PNG may name is not honoured by the decoder. */
    private boolean alpha() {
        return (transparency && colourType != 0) || colourType == 4 || colourType == 6;
    }

    private ColourModel colours() {
        return switch (colourType) {
            case 0, 4 -> ColourModel.GREY;
            case 3 -> ColourModel.INDEXED;
            default -> ColourModel.RGB;
        };
    }

    private static ImageException corrupt(String what, long at) {
        return new ImageException.Corrupt(
                "The PNG %s (byte %d). Save it again and send that.".formatted(what, at));
    }
}
