package io.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Brings an embedded block into memory, bounded; one that is too large or broken is absent. */
final class BlockReader {

    private BlockReader() {}

    /** All parts of a kind joined in their order, for kinds that are split over segments. */
    static Optional<byte[]> joined(
            ByteSource source, Layout layout, Block.Kind kind, ImageLimits limits) {
        List<Block> parts =
                layout.blocks(kind).stream()
                        .sorted(Comparator.comparingInt(Block::sequence))
                        .toList();
        long total = parts.stream().mapToLong(Block::length).sum();
        if (parts.isEmpty() || total > limits.maxBlockBytes()) {
            return Optional.empty();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream((int) total);
        for (Block part : parts) {
            Optional<byte[]> bytes = read(source, part, limits);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            whole.writeBytes(bytes.get());
        }
        return Optional.of(whole.toByteArray());
    }

    static Optional<byte[]> read(ByteSource source, Block block, ImageLimits limits) {
        if (block.length() > limits.maxBlockBytes()) {
            return Optional.empty();
        }
        byte[] stored = source.slice(block.offset(), (int) block.length());
        return block.deflated() ? inflated(stored, limits.maxBlockBytes()) : Optional.of(stored);
    }

    /** Stops at the bound: a few packed bytes can unpack to gigabytes. */
    private static Optional<byte[]> inflated(byte[] packed, int maxBytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 || out.size() + count > maxBytes) {
                    return Optional.empty();
                }
                out.write(buffer, 0, count);
            }
            return Optional.of(out.toByteArray());
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
