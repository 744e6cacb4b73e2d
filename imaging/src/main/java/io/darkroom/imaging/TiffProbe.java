package io.darkroom.imaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks a TIFF's directories and the bounds of every strip and tile (TIFF 6.0). */
final class TiffProbe {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int XMP = 700;
    private static final int IPTC = 33723;
    private static final int PHOTOSHOP = 34377;
    private static final int ICC = 34675;
    private static final int DNG_VERSION = 50706;

    private static final int RGB = 2;
    private static final int SEPARATED = 5;
    private static final int MOST_SAMPLES = 4;
    private static final int FLOATING_POINT = 3;

    /** Plain, CCITT, LZW, JPEG, Deflate (both numbers) and PackBits. */
    private static final Set<Long> COMPRESSIONS =
            Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32946L, 32773L);

    private static final int MAX_PARTS = 1 << 20;

    private final ImageLimits limits;
    private final TiffBytes bytes;
    private final long size;

    TiffProbe(ByteSource source, ImageLimits limits) {
        this.limits = limits;
        this.size = source.size();
        this.bytes = TiffBytes.open(source, 0, size);
    }

    Layout layout() {
        long offset = bytes.u32(4);
        Ifd first = Ifd.read(bytes, offset);
        requireTaken(first);
        Set<Long> seen = new HashSet<>();
        Ifd page = first;
        while (offset != 0) {
            if (!seen.add(offset)) {
                throw corrupt("has directories that point in a circle", offset);
            }
            limits.requireFrames(seen.size());
            page = Ifd.read(bytes, offset);
            check(page, offset);
            offset = page.next();
        }
        return layout(first, seen.size());
    }

    private Layout layout(Ifd page, int pages) {
        return new Layout(
                ImageType.TIFF,
                (int) page.number(WIDTH, 0),
                (int) page.number(HEIGHT, 0),
                pages,
                (int) page.number(BITS, 1),
                alpha(page),
                colours(page),
                blocks(page));
    }

    private void requireTaken(Ifd page) {
        long photometric = page.number(PHOTOMETRIC, 0);
        if (page.has(DNG_VERSION) || photometric == 32803 || photometric == 34892) {
            throw new ImageException.UnsupportedType("a camera's raw picture (DNG)");
        }
        if (!COMPRESSIONS.contains(page.number(COMPRESSION, 1))) {
            throw new ImageException.UnsupportedType(
                    "a TIFF with compression %d".formatted(page.number(COMPRESSION, 1)));
        }
        if (page.number(SAMPLES, 1) > MOST_SAMPLES) {
            throw new ImageException.UnsupportedType(
                    "a TIFF of %d samples a pixel".formatted(page.number(SAMPLES, 1)));
        }
        if (page.number(SAMPLE_FORMAT, 1) == FLOATING_POINT || page.number(BITS, 1) > 16) {
            throw new ImageException.UnsupportedType("a TIFF of more than 16 bits a sample");
        }
    }

    private void check(Ifd page, long offset) {
        limits.requireSize(page.number(WIDTH, 0), page.number(HEIGHT, 0), offset);
        boolean tiled = page.has(324);
        Ifd.Entry places = part(page, tiled ? 324 : 273, offset);
        Ifd.Entry sizes = part(page, tiled ? 325 : 279, offset);
        if (places.count() != sizes.count() || places.count() < expected(page, tiled, offset)) {
            throw corrupt("names fewer strips or tiles than its size needs", offset);
        }
        for (long i = 0; i < places.count(); i++) {
            bytes.requireWithin(page.number(places, i), page.number(sizes, i));
        }
    }

    private static Ifd.Entry part(Ifd page, int tag, long offset) {
        Ifd.Entry entry =
                page.entry(tag)
                        .orElseThrow(() -> corrupt("does not say where its data lies", offset));
        if (entry.count() == 0 || entry.count() > MAX_PARTS) {
            throw corrupt("has %d strips or tiles".formatted(entry.count()), offset);
        }
        return entry;
    }

    private static long expected(Ifd page, boolean tiled, long offset) {
        long width = page.number(WIDTH, 0);
        long height = page.number(HEIGHT, 0);
        long across = tiled ? page.number(322, 0) : width;
        long down =
                tiled ? page.number(323, 0) : Math.min(height, page.number(ROWS_PER_STRIP, height));
        if (across <= 0 || down <= 0) {
            throw corrupt("has strips or tiles without a size", offset);
        }
        return Math.ceilDiv(width, across) * Math.ceilDiv(height, down);
    }

    /** The transparency of a grey TIFF is not honoured by the decoder. */
    private static boolean alpha(Ifd page) {
        return page.number(PHOTOMETRIC, 0) == RGB
                && page.number(SAMPLES, 1) == MOST_SAMPLES
                && page.number(EXTRA_SAMPLES, 0) != 0;
    }

    private static ColourModel colours(Ifd page) {
        return switch ((int) page.number(PHOTOMETRIC, page.number(SAMPLES, 1) == 1 ? 1 : 2)) {
            case 0, 1, 4 -> ColourModel.GREY;
            case 3 -> ColourModel.INDEXED;
            case SEPARATED -> ColourModel.CMYK;
            default -> ColourModel.RGB;
        };
    }

    private List<Block> blocks(Ifd page) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.plain(Block.Kind.EXIF, 0, size));
        add(blocks, page, ICC, Block.Kind.ICC);
        add(blocks, page, XMP, Block.Kind.XMP);
        add(blocks, page, IPTC, Block.Kind.IPTC);
        add(blocks, page, PHOTOSHOP, Block.Kind.PHOTOSHOP);
        return blocks;
    }

    private void add(List<Block> blocks, Ifd page, int tag, Block.Kind kind) {
        page.entry(tag)
                .ifPresent(entry -> {
                    // IPTC is written as 32-bit words by most, whatever it holds.
                    long length = entry.count() * (entry.type() == 4 ? 4 : 1);
                    bytes.requireWithin(entry.at(), length);
                    blocks.add(Block.plain(kind, entry.at(), length));
                });
    }

    private static ImageException corrupt(String what, long at) {
        return new ImageException.Corrupt(
                "The TIFF %s (byte %d). Save it again and send that.".formatted(what, at));
    }
}
