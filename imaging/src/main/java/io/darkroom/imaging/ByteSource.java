package io.darkroom.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Random reads over a file through one small window, or over bytes that are in memory anyway. */
final class ByteSource {

    private static final int WINDOW = 64 * 1024;

    private final @Nullable SeekableByteChannel channel;
    private final long size;
    private final byte[] window;
    private long start;
    private int length;

    private ByteSource(
            @Nullable SeekableByteChannel channel, long size, byte[] window, int length) {
        this.channel = channel;
        this.size = size;
        this.window = window;
        this.length = length;
    }

    static ByteSource of(byte[] bytes) {
        return new ByteSource(null, bytes.length, bytes, bytes.length);
    }

    static ByteSource of(SeekableByteChannel channel) throws IOException {
        return new ByteSource(channel, channel.size(), new byte[WINDOW], 0);
    }

    long size() {
        return size;
    }

    /** One byte, 0 to 255. */
    int u8(long at) {
        return window[window(at)] & 0xff;
    }

    int u16be(long at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(long at) {
        return u8(at + 1) << 8 | u8(at);
    }

    int u24le(long at) {
        return u8(at + 2) << 16 | u16le(at);
    }

    long u32be(long at) {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    long u32le(long at) {
        return (long) u16le(at + 2) << 16 | u16le(at);
    }

    /** Whether these characters (Latin-1) stand at this place; false where the file ends first. */
    boolean matches(long at, String text) {
        if (at < 0 || at + text.length() > size) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (u8(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The place of the next such byte from here on, or the size of the file. */
    long find(int value, long from) {
        long at = from;
        while (at < size) {
            int first = window(at);
            for (int i = first; i < length; i++) {
                if ((window[i] & 0xff) == value) {
                    return start + i;
                }
            }
            at = start + length;
        }
        return size;
    }

    byte[] slice(long at, int count) {
        requireWithin(at, count);
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count) {
            int from = window(at + done);
            int part = Math.min(length - from, count - done);
            System.arraycopy(window, from, bytes, done, part);
            done += part;
        }
        return bytes;
    }

    String latin1(long at, int count) {
        return new String(slice(at, count), StandardCharsets.ISO_8859_1);
    }

    long crc32(long at, long count) {
        CRC32 crc = new CRC32();
        long done = 0;
        while (done < count) {
            int from = window(at + done);
            int part = (int) Math.min(length - from, count - done);
            crc.update(window, from, part);
            done += part;
        }
        return crc.getValue();
    }

    /** Refuses a stretch that the file is too short for. */
    void requireWithin(long at, long count) {
        if (at < 0 || count < 0 || at > size || count > size - at) {
            throw truncated();
        }
    }

    private ImageException truncated() {
        return new ImageException.Truncated(
                "The file ends at byte %d, before the picture does. Send it again, whole."
                        .formatted(size));
    }

    /** Makes sure the byte is in the window, and gives its place there. */
    private int window(long at) {
        if (at < start || at >= start + length) {
            if (at < 0 || at >= size) {
                throw truncated();
            }
            load(at);
        }
        return (int) (at - start);
    }

    private void load(long at) {
        if (channel == null) {
            throw truncated();
        }
        try {
            channel.position(at);
            ByteBuffer buffer = ByteBuffer.wrap(window);
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer);
            }
            start = at;
            length = buffer.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (length == 0) {
            throw truncated();
        }
    }
}
