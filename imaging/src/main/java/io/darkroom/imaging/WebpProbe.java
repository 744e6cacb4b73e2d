package io.darkroom.imaging;

import java.util.ArrayList;
import java.util.List;

/** Walks a WebP's chunks to the end of its RIFF container (RFC 9649). */
final class WebpProbe {

    private static final int MAX_CHUNKS = 10_000;
    private static final int ALPHA_FLAG = 0x10;

    private final ByteSource source;
    private final ImageLimits limits;
    private final List<Block> blocks = new ArrayList<>();
    private long end;
    private int width;
    private int height;
    private int frames;
    private boolean extended;
    private boolean alpha;

    WebpProbe(ByteSource source, ImageLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    Layout layout() {
        end = 8 + source.u32le(4);
        source.requireWithin(0, end);
        long at = 12;
        int chunks = 0;
        while (at + 8 <= end) {
            if (++chunks > MAX_CHUNKS) {
                throw corrupt("has more than %d chunks".formatted(MAX_CHUNKS), at);
            }
            at = chunk(at);
        }
        if (frames == 0) {
            throw corrupt("has no picture data before its end", end);
        }
        return new Layout(ImageType.WEBP, width, height, frames, 8, alpha, ColourModel.RGB, blocks);
    }

    private long chunk(long at) {
        String type = source.latin1(at, 4);
        long length = source.u32le(at + 4);
        long data = at + 8;
        if (length > end - data) {
            throw corrupt("holds a chunk that reaches beyond its end", at);
        }
        switch (type) {
            case "VP8X" -> canvas(data, length);
            case "VP8 " -> lossy(data, length);
            case "VP8L" -> lossless(data, length);
            case "ANMF" -> frame(data, length);
            case "ICCP" -> blocks.add(Block.plain(Block.Kind.ICC, data, length));
            case "EXIF" -> exif(data, length);
            case "XMP " -> blocks.add(Block.plain(Block.Kind.XMP, data, length));
            default -> {
                // Alpha planes belong to the picture chunk; unknown chunks are to be ignored.
            }
        }
        return data + length + (length & 1);
    }

    private void canvas(long at, long length) {
        require(length >= 10 && at == 20, "has a broken header", at);
        extended = true;
        alpha = (source.u8(at) & ALPHA_FLAG) != 0;
        size(1 + source.u24le(at + 4), 1 + source.u24le(at + 7), at + 4);
    }

    private void lossy(long at, long length) {
        boolean keyFrame = length >= 10 && (source.u8(at) & 1) == 0;
        require(keyFrame && source.matches(at + 3, "\u009d\u0001*"), "has broken VP8 data", at);
        long firstPart = source.u24le(at) >> 5;
        require(firstPart <= length - 10, "has VP8 data that is cut short", at);
        still(source.u16le(at + 6) & 0x3fff, source.u16le(at + 8) & 0x3fff, at);
    }

    private void lossless(long at, long length) {
        require(length >= 5 && source.u8(at) == 0x2f, "has broken VP8L data", at);
        long bits = source.u32le(at + 1);
        require(bits >>> 29 == 0, "has VP8L data of an unknown version", at);
        alpha |= !extended && (bits >> 28 & 1) == 1;
        still((int) (1 + (bits & 0x3fff)), (int) (1 + (bits >> 14 & 0x3fff)), at);
    }

    private void still(int w, int h, long at) {
        if (frames > 0) {
            throw corrupt("holds a second picture", at);
        }
        require(!extended || (w == width && h == height), "names two different sizes", at);
        size(w, h, at);
        frames = 1;
    }

    private void frame(long at, long length) {
        require(extended && length >= 24, "has a broken animation frame", at);
        limits.requireFrames(++frames);
        long right = 2L * source.u24le(at) + 1 + source.u24le(at + 6);
        long bottom = 2L * source.u24le(at + 3) + 1 + source.u24le(at + 9);
        require(right <= width && bottom <= height, "has a frame beyond its canvas", at);
    }

    private void exif(long at, long length) {
        int head = source.matches(at, "Exif\0\0") ? 6 : 0;
        if (length > head) {
            blocks.add(Block.plain(Block.Kind.EXIF, at + head, length - head));
        }
    }

    private void size(int w, int h, long at) {
        limits.requireSize(w, h, at);
        width = w;
        height = h;
    }

    private static void require(boolean holds, String what, long at) {
        if (!holds) {
            throw corrupt(what, at);
        }
    }

    private static ImageException corrupt(String what, long at) {
        return new ImageException.Corrupt(
                "The WebP %s (byte %d). Save it again and send that.".formatted(what, at));
    }
}
