package io.darkroom.imaging;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One directory of a TIFF structure (TIFF 6.0, section 2), also used by EXIF. Values stay in the
 * file until they are asked for.
 */
final class Ifd {

    private static final int ENTRY = 12;
    private static final int MAX_ENTRIES = 4096;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    record Entry(int tag, int type, long count, long at) {}

    private final TiffBytes bytes;
    private final Map<Integer, Entry> entries;
    private final long next;

    private Ifd(TiffBytes bytes, Map<Integer, Entry> entries, long next) {
        this.bytes = bytes;
        this.entries = entries;
        this.next = next;
    }

    /**
     * Reads the directory at an offset.
     *
     * @throws ImageException where it lies beyond the end or breaks the rules
     */
    static Ifd read(TiffBytes bytes, long offset) {
        int count = bytes.u16(offset);
        if (count == 0 || count > MAX_ENTRIES) {
            throw new ImageException.Corrupt(
                    "The TIFF has a directory of %d entries (byte %d). Save it again and send that."
                            .formatted(count, offset));
        }
        bytes.requireWithin(offset, 2L + (long) ENTRY * count + 4);
        Map<Integer, Entry> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Entry entry = entry(bytes, offset + 2 + (long) ENTRY * i);
            entries.putIfAbsent(entry.tag(), entry);
        }
        return new Ifd(bytes, entries, bytes.u32(offset + 2 + (long) ENTRY * count));
    }

    private static Entry entry(TiffBytes bytes, long at) {
        int type = bytes.u16(at + 2);
        long count = bytes.u32(at + 4);
        long size = type < TYPE_BYTES.length ? TYPE_BYTES[type] * count : 0;
        long place = size <= 4 ? at + 8 : bytes.u32(at + 8);
        return new Entry(bytes.u16(at), type, count, place);
    }

    /** Offset of the directory that follows, or zero. */
    long next() {
        return next;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    Optional<Entry> entry(int tag) {
        return Optional.ofNullable(entries.get(tag));
    }

    /** The first value of a whole-number tag, or the default where it is absent. */
    long number(int tag, long otherwise) {
        Entry entry = entries.get(tag);
        return entry == null || entry.count() == 0 ? otherwise : number(entry, 0);
    }

    long number(Entry entry, long index) {
        return switch (entry.type()) {
            case 1, 7 -> bytes.u8(entry.at() + index);
            case 3 -> bytes.u16(entry.at() + 2 * index);
            case 4, 13 -> bytes.u32(entry.at() + 4 * index);
            default ->
                    throw new ImageException.Corrupt(
                            "Tag %d holds no whole number (byte %d). Save the picture again and send that."
                                    .formatted(entry.tag(), entry.at()));
        };
    }

    /** A text tag without its closing zeros; empty where absent or longer than the bound. */
    Optional<String> text(int tag, int maxBytes) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type() != 2 || entry.count() > maxBytes) {
            return Optional.empty();
        }
        byte[] raw = bytes.slice(entry.at(), (int) entry.count());
        String text = new String(raw, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return Optional.of((end < 0 ? text : text.substring(0, end)).strip())
                .filter(found -> !found.isEmpty());
    }
}
