package io.darkroom.imaging;

import java.util.List;

/** What a probe found in a file of one type: sizes as stored, and where the blocks lie. */
record Layout(
        ImageType type,
        int width,
        int height,
        int frames,
        int bitDepth,
        boolean alpha,
        ColourModel colours,
        List<Block> blocks) {

    Layout {
        blocks = List.copyOf(blocks);
    }

    List<Block> blocks(Block.Kind kind) {
        return blocks.stream().filter(block -> block.kind() == kind).toList();
    }

    ImageInfo info(int orientation) {
        boolean turned = orientation >= 5;
        return new ImageInfo(
                type,
                turned ? height : width,
                turned ? width : height,
                width,
                height,
                orientation,
                frames,
                bitDepth,
                alpha,
                colours,
                !blocks(Block.Kind.ICC).isEmpty());
    }
}
