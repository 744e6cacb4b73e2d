package io.darkroom.imaging;

import java.nio.ByteBuffer;

/** A PNG of 8 by 8 equal pixels, of any colour type and depth. */
final class PngFile {

    private static final int SIDE = 8;

    /** Two entries, the second half transparent. */
    private static final byte[] PALETTE = {1, 2, 3, 40, 50, 60};

    private static final byte[] OPACITY = {(byte) 255, (byte) 128};

    private PngFile() {}

    static byte[] of(int colourType, int depth, byte[] pixel) {
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(SIDE)
                        .putInt(SIDE)
                        .put((byte) depth)
                        .put((byte) colourType)
                        .array();
        byte[] palette = {};
        if (colourType == 3) {
            palette =
                    Splice.join(Splice.pngChunk("PLTE", PALETTE), Splice.pngChunk("tRNS", OPACITY));
        }
        return Splice.join(
                Splice.ascii("\u0089PNG\r\n\u001a\n"),
                Splice.pngChunk("IHDR", header),
                palette,
                Splice.pngChunk("IDAT", Splice.deflated(rows(depth, pixel))),
                Splice.pngChunk("IEND", new byte[0]));
    }

    private static byte[] rows(int depth, byte[] pixel) {
        int row = depth < 8 ? SIDE * depth / 8 : SIDE * pixel.length;
        ByteBuffer rows = ByteBuffer.allocate(SIDE * (1 + row));
        while (rows.hasRemaining()) {
            rows.put((byte) 0);
            for (int i = 0; i < row; i++) {
                rows.put(pixel[i % pixel.length]);
            }
        }
        return rows.array();
    }
}
