package io.darkroom.imaging;

import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** An uncompressed TIFF of one strip, with any tags one likes. */
final class TiffFile {

    private final ByteOrder order;
    private final Map<Integer, Object> tags = new TreeMap<>();
    private final byte[] pixels;

    TiffFile(ByteOrder order, int width, int height, int photometric, int samples, byte[] pixels) {
        this.order = order;
        this.pixels = pixels;
        int[] bits = new int[samples];
        Arrays.fill(bits, pixels.length / (width * height * samples) * 8);
        tag(256, width).tag(257, height).tag(258, bits).tag(259, 1).tag(262, photometric);
        tag(277, samples).tag(278, height);
    }

    /** The corners of {@link Samples}, with any further samples half full. */
    static byte[] corners(int samples, int bytes) {
        byte[] pixels = new byte[Samples.WIDTH * Samples.HEIGHT * samples * bytes];
        int at = 0;
        for (int y = 0; y < Samples.HEIGHT; y++) {
            for (int x = 0; x < Samples.WIDTH; x++) {
                int corner = (y < Samples.HEIGHT / 2 ? 0 : 2) + (x < Samples.WIDTH / 2 ? 0 : 1);
                Color colour = Corners.UPRIGHT.colours().get(corner);
                int[] values = {colour.getRed(), colour.getGreen(), colour.getBlue(), 128};
                for (int i = 0; i < samples * bytes; i++) {
                    pixels[at++] = (byte) values[i / bytes];
                }
            }
        }
        return pixels;
    }

    TiffFile tag(int tag, int... shorts) {
        tags.put(tag, shorts);
        return this;
    }

    TiffFile bytes(int tag, byte[] value) {
        tags.put(tag, value);
        return this;
    }

    byte[] build() {
        int count = tags.size() + 2;
        int place = 8 + 2 + 12 * count + 4;
        ByteBuffer file = ByteBuffer.allocate(place + 65536 + pixels.length).order(order);
        file.put(Splice.ascii(order == ByteOrder.BIG_ENDIAN ? "MM\0*" : "II*\0")).putInt(8);
        Map<Integer, Object> all = new TreeMap<>(tags);
        all.put(273, place);
        all.put(279, pixels.length);
        file.putShort((short) count);
        int extra = place + pixels.length;
        for (var entry : all.entrySet()) {
            extra = entry(file, entry.getKey(), entry.getValue(), extra);
        }
        file.putInt(0);
        file.put(place, pixels);
        return Arrays.copyOf(file.array(), extra);
    }

    private static int entry(ByteBuffer file, int tag, Object value, int extra) {
        return switch (value) {
            case int[] shorts -> shorts(file, tag, shorts, extra);
            case byte[] bytes -> {
                file.putShort((short) tag).putShort((short) 7).putInt(bytes.length).putInt(extra);
                file.put(extra, bytes);
                yield extra + bytes.length + (bytes.length & 1);
            }
            case Integer number -> {
                file.putShort((short) tag).putShort((short) 4).putInt(1).putInt(number);
                yield extra;
            }
            default -> throw new IllegalArgumentException("No such value: " + value);
        };
    }

    private static int shorts(ByteBuffer file, int tag, int[] values, int extra) {
        file.putShort((short) tag).putShort((short) 3).putInt(values.length);
        if (values.length <= 2) {
            int end = file.position() + 4;
            for (int value : values) {
                file.putShort((short) value);
            }
            file.position(end);
            return extra;
        }
        file.putInt(extra);
        for (int i = 0; i < values.length; i++) {
            file.putShort(extra + 2 * i, (short) values[i]);
        }
        return extra + 2 * values.length;
    }
}
