package io.darkroom.imaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks the boxes of a HEIF still picture, AVIF or HEIC, to its end (ISO/IEC 14496-12, 23008-12):
 * the size of the primary item, how it is turned, and that everything it points at lies within the
 * file.
 */
final class HeifProbe {
    private static final int MAX_BOXES = 20_000;

    private final ByteSource source;
    private final ImageType type;
    private final HeifProperties properties;
    private final Map<Long, List<Integer>> associations = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private long primary = -1;
    private int boxes;

    HeifProbe(ByteSource source, ImageLimits limits, ImageType type) {
        this.source = source;
        this.type = type;
        this.properties = new HeifProperties(source, limits);
    }

    Layout layout() {
        boolean hasMeta = false;
        for (HeifBox box = box(0, source.size());
                box != null;
                box = box(box.end(), source.size())) {
            // Boxes that are not known are to be passed over.
            if (box.type().equals("meta")) {
                meta(box);
                hasMeta = true;
            }
        }
        if (!hasMeta) {
            throw corrupt("has no picture description (meta box) before its end", source.size());
        }
        return described();
    }

    private Layout described() {
        List<Integer> own = associations.getOrDefault(primary, List.of());
        HeifProperties.Size size =
                properties
                        .size(own)
                        .orElseThrow(() -> corrupt("does not say how large its picture is", 0));
        properties.profile(own).ifPresent(blocks::add);
        boolean turned = properties.quarterTurns(own) % 2 == 1;
        return new Layout(
                type,
                turned ? size.height() : size.width(),
                turned ? size.width() : size.height(),
                1,
                properties.bitDepth(own),
                properties.hasAlpha(),
                ColourModel.RGB,
                blocks);
    }

    private void meta(HeifBox meta) {
        long at = meta.data() + 4;
        for (HeifBox box = box(at, meta.end()); box != null; box = box(box.end(), meta.end())) {
            switch (box.type()) {
                case "pitm" -> primary = id(box.data() + 4, source.u8(box.data()) == 0 ? 2 : 4);
                case "iloc" -> new HeifLocations(source).check(box);
                case "iprp" -> properties(box);
                default -> {
                    // What the picture consists of is the decoder's business.
                }
            }
        }
        if (primary < 0) {
            throw corrupt("names no primary picture", meta.data());
        }
    }

    private void properties(HeifBox iprp) {
        for (HeifBox box = box(iprp.data(), iprp.end());
                box != null;
                box = box(box.end(), iprp.end())) {
            switch (box.type()) {
                case "ipco" -> container(box);
                case "ipma" -> associate(box);
                default -> {
                    // Nothing else belongs here.
                }
            }
        }
    }

    private void container(HeifBox ipco) {
        for (HeifBox box = box(ipco.data(), ipco.end());
                box != null;
                box = box(box.end(), ipco.end())) {
            properties.add(box);
        }
    }

    /** Which properties each item has, by their places in the container, counted from 1. */
    private void associate(HeifBox ipma) {
        int idBytes = source.u8(ipma.data()) == 0 ? 2 : 4;
        boolean wide = (source.u8(ipma.data() + 3) & 1) == 1;
        long entries = source.u32be(ipma.data() + 4);
        long at = ipma.data() + 8;
        for (long entry = 0; entry < entries; entry++) {
            require(at + idBytes + 1 <= ipma.end(), "has property links that are cut short", at);
            long item = id(at, idBytes);
            int count = source.u8(at + idBytes);
            at += idBytes + 1;
            var indices = new ArrayList<Integer>();
            for (int i = 0; i < count; i++) {
                require(at + (wide ? 2 : 1) <= ipma.end(), "has cut property links", at);
                indices.add(wide ? source.u16be(at) & 0x7fff : source.u8(at) & 0x7f);
                at += wide ? 2 : 1;
            }
            associations.computeIfAbsent(item, _ -> new ArrayList<>()).addAll(indices);
            require(++boxes <= MAX_BOXES, "has more items than any picture", at);
        }
    }

    private long id(long at, int bytes) {
        return bytes == 2 ? source.u16be(at) : source.u32be(at);
    }

    /** The box that begins here; null at the end. */
    private @Nullable HeifBox box(long at, long end) {
        if (at >= end) {
            return null;
        }
        require(++boxes <= MAX_BOXES, "has more boxes than any picture", at);
        return HeifBox.read(source, at, end);
    }

    private static void require(boolean holds, String what, long at) {
        if (!holds) {
            throw corrupt(what, at);
        }
    }

    static ImageException corrupt(String what, long at) {
        return new ImageException.Corrupt(
                "The HEIF file %s (byte %d). Save it again and send that.".formatted(what, at));
    }
}
