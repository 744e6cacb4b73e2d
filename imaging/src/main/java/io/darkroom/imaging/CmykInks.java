package io.darkroom.imaging;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/** Amounts of ink (0 none, 255 full) out of what a file stores. */
enum CmykInks {
    /** As they are: TIFF, and JPEG that does not name Adobe. */
    PLAIN,
    /** Adobe's JPEGs store what is left of the paper. */
    INVERTED,
    /** Adobe's JPEGs again, three of the four as brightness and colour difference. */
    YCCK;

    private static final int TRANSFORM = 11;

    static CmykInks of(ByteSource source, Layout layout) {
        return layout.blocks(Block.Kind.ADOBE).stream()
                .findFirst()
                .map(block -> source.u8(block.offset() + TRANSFORM) == 2 ? YCCK : INVERTED)
                .orElse(PLAIN);
    }

    byte[] interleaved(Raster raster) {
        if (raster.getNumBands() != 4) {
            throw new IllegalArgumentException(raster.getNumBands() + " inks, not 4");
        }
        int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        int width = raster.getWidth();
        byte[] inks = new byte[width * raster.getHeight() * 4];
        int[] line = new int[width * 4];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, line);
            for (int x = 0; x < line.length; x += 4) {
                put(line, x, shift, inks, y * line.length + x);
            }
        }
        return inks;
    }

    private void put(int[] line, int from, int shift, byte[] inks, int to) {
        if (this == YCCK) {
            int y = line[from];
            int cb = line[from + 1] - 128;
            int cr = line[from + 2] - 128;
            inks[to] = clamp(y + 1.402 * cr);
            inks[to + 1] = clamp(y - 0.344136 * cb - 0.714136 * cr);
            inks[to + 2] = clamp(y + 1.772 * cb);
            inks[to + 3] = (byte) (255 - line[from + 3]);
            return;
        }
        int flip = this == INVERTED ? 0xff : 0;
        for (int ink = 0; ink < 4; ink++) {
            inks[to + ink] = (byte) ((line[from + ink] >> shift) ^ flip);
        }
    }

    private static byte clamp(double value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }
}
