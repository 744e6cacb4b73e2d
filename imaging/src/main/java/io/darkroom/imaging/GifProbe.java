package io.darkroom.imaging;

import java.util.List;

/** Walks a GIF's blocks to its trailer (GIF89a specification, CompuServe 1990). */
final class GifProbe {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int MAX_BLOCKS = 100_000;

    private final ByteSource source;
    private final ImageLimits limits;
    private int frames;
    private int blocks;
    private boolean alpha;

    GifProbe(ByteSource source, ImageLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    Layout layout() {
        int width = source.u16le(6);
        int height = source.u16le(8);
        limits.requireSize(width, height, 6);
        int flags = source.u8(10);
        long at = 13L + table(flags);
        while (source.u8(at) != TRAILER) {
            at = block(at, width, height);
        }
        if (frames == 0) {
            throw corrupt("has no picture before its end", at);
        }
        int depth = 1 + (flags & 7);
        return new Layout(
                ImageType.GIF, width, height, frames, depth, alpha, ColourModel.INDEXED, List.of());
    }

    private long block(long at, int width, int height) {
        if (++blocks > MAX_BLOCKS) {
            throw corrupt("has more than %d blocks".formatted(MAX_BLOCKS), at);
        }
        return switch (source.u8(at)) {
            case IMAGE -> frame(at, width, height);
            case EXTENSION -> extension(at);
            // Some writers leave zeros between blocks; every reader steps over them.
            case 0 -> at + 1;
            default -> throw corrupt("holds no block where one must stand", at);
        };
    }

    private long frame(long at, int width, int height) {
        limits.requireFrames(++frames);
        int frameWidth = source.u16le(at + 5);
        int frameHeight = source.u16le(at + 7);
        limits.requireSize(frameWidth, frameHeight, at + 5);
        if (source.u16le(at + 1) + frameWidth > width
                || source.u16le(at + 3) + frameHeight > height) {
            throw corrupt("has a frame that reaches beyond its canvas", at);
        }
        long data = at + 10 + table(source.u8(at + 9));
        int codeSize = source.u8(data);
        if (codeSize < 1 || codeSize > 11) {
            throw corrupt("has a frame with a code size of %d bits".formatted(codeSize), data);
        }
        return subBlocks(data + 1);
    }

    private long extension(long at) {
        if (source.u8(at + 1) == GRAPHIC_CONTROL && (source.u8(at + 3) & 1) == 1) {
            alpha = true;
        }
        return subBlocks(at + 2);
    }

    private long subBlocks(long from) {
        long at = from;
        while (source.u8(at) != 0) {
            at += 1 + source.u8(at);
        }
        return at + 1;
    }

    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (1 + (flags & 7));
    }

    private static ImageException corrupt(String what, long at) {
        return new ImageException.Corrupt(
                "The GIF %s (byte %d). Save it again and send that.".formatted(what, at));
    }
}
