package io.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes IPTC IIM 4.2 data sets in UTF-8, within a Photoshop image resource. */
final class IptcWriter {

    private static final byte[] RESOURCE_HEAD = {'8', 'B', 'I', 'M', 4, 4, 0, 0};

    /** Record 1, data set 90: the escape sequence that names UTF-8. */
    private static final byte[] UTF_8 = {0x1c, 1, 90, 0, 3, 0x1b, '%', 'G'};

    private static final int MAX_KEYWORD = 64;
    private static final int MAX_HEADLINE = 256;
    private static final int MAX_CAPTION = 2000;

    private final ByteArrayOutputStream sets = new ByteArrayOutputStream();

    private IptcWriter() {}

    static byte[] write(DescriptiveMetadata metadata) {
        IptcWriter writer = new IptcWriter();
        writer.sets.writeBytes(UTF_8);
        metadata.keywords().forEach(word -> writer.set(IptcFields.KEYWORD, word, MAX_KEYWORD));
        String headline = metadata.headline();
        if (headline != null) {
            writer.set(IptcFields.HEADLINE, headline, MAX_HEADLINE);
        }
        metadata.descriptions().entrySet().stream()
                .min((a, b) -> Boolean.compare(isOther(a.getKey()), isOther(b.getKey())))
                .ifPresent(text -> writer.set(IptcFields.CAPTION, text.getValue(), MAX_CAPTION));
        return writer.resource();
    }

    private static boolean isOther(String language) {
        return !language.equals(DescriptiveMetadata.DEFAULT_LANGUAGE);
    }

    private void set(int number, String text, int maxBytes) {
        byte[] value = cut(MetadataText.clean(text).getBytes(StandardCharsets.UTF_8), maxBytes);
        sets.write(0x1c);
        sets.write(IptcFields.RECORD);
        sets.write(number);
        sets.write(value.length >> 8);
        sets.write(value.length);
        sets.writeBytes(value);
    }

    /** To the bound, and never within a character. */
    private static byte[] cut(byte[] utf8, int maxBytes) {
        if (utf8.length <= maxBytes) {
            return utf8;
        }
        int end = maxBytes;
        while (end > 0 && (utf8[end] & 0xc0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(utf8, end);
    }

    private byte[] resource() {
        ByteArrayOutputStream resource = new ByteArrayOutputStream();
        resource.writeBytes(RESOURCE_HEAD);
        resource.writeBytes(BigEndian.u32(sets.size()));
        resource.writeBytes(sets.toByteArray());
        if (sets.size() % 2 == 1) {
            resource.write(0);
        }
        return resource.toByteArray();
    }
}
