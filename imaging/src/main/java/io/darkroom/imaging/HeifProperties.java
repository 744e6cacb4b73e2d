package io.darkroom.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The properties of a HEIF file's items (box ipco), in the order in which items refer to them. */
final class HeifProperties {
    private static final String ALPHA_MPEG = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
    private static final String ALPHA_HEVC = "urn:mpeg:hevc:2015:auxid:1";

    private final ByteSource source;
    private final ImageLimits limits;
    private final List<HeifBox> boxes = new ArrayList<>();
    private boolean alpha;

    HeifProperties(ByteSource source, ImageLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** In pixels as coded, before it is turned. */
    record Size(int width, int height) {}

    void add(HeifBox box) {
        boxes.add(box);
        switch (box.type()) {
            // Every size counts, also of tiles and thumbnails: a decoder may make room for each.
            case "ispe" -> limits.requireSize(side(box, 4), side(box, 8), box.data());
            case "auxC" -> alpha |= startsWith(box, ALPHA_MPEG) || startsWith(box, ALPHA_HEVC);
            default -> {
                // Read where an item has it.
            }
        }
    }

    private boolean startsWith(HeifBox box, String text) {
        return source.matches(box.data() + 4, text);
    }

    private long side(HeifBox box, int offset) {
        if (box.length() < 12) {
            throw HeifProbe.corrupt("has a size that is cut short", box.data());
        }
        return source.u32be(box.data() + offset);
    }

    boolean hasAlpha() {
        return alpha;
    }

    Optional<Size> size(List<Integer> own) {
        return of(own, "ispe")
                .map(box -> new Size((int) side(box, 4), (int) side(box, 8)))
                .map(coded -> of(own, "clap").map(clap -> cut(coded, clap)).orElse(coded));
    }

    /** The clean aperture: what is left once the coder's padding is cut off. */
    private Size cut(Size coded, HeifBox clap) {
        if (clap.length() < 32) {
            throw HeifProbe.corrupt("has an aperture that is cut short", clap.data());
        }
        return new Size(
                within(clap.data(), coded.width()), within(clap.data() + 8, coded.height()));
    }

    private int within(long at, int coded) {
        long divisor = Math.max(1, source.u32be(at + 4));
        return Math.clamp(Math.round((double) source.u32be(at) / divisor), 1, coded);
    }

    /** Anticlockwise, 0 to 3. */
    int quarterTurns(List<Integer> own) {
        return of(own, "irot")
                .filter(box -> box.length() >= 1)
                .map(box -> source.u8(box.data()) & 3)
                .orElse(0);
    }

    /** Bits of one sample; 8 where nothing is said. */
    int bitDepth(List<Integer> own) {
        return of(own, "pixi")
                .filter(box -> box.length() >= 6)
                .map(box -> source.u8(box.data() + 5))
                .orElse(8);
    }

    /** An ICC profile, as against a colour space by number. */
    Optional<Block> profile(List<Integer> own) {
        return all(own, "colr")
                .filter(box ->
                        box.length() > 4
                                && (source.matches(box.data(), "prof")
                                        || source.matches(box.data(), "rICC")))
                .map(box -> Block.plain(Block.Kind.ICC, box.data() + 4, box.length() - 4))
                .findFirst();
    }

    private Optional<HeifBox> of(List<Integer> own, String type) {
        return all(own, type).findFirst();
    }

    private Stream<HeifBox> all(List<Integer> own, String type) {
        return own.stream()
                .filter(index -> index >= 1 && index <= boxes.size())
                .map(index -> boxes.get(index - 1))
                .filter(box -> box.type().equals(type));
    }
}
