package io.darkroom.imaging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads IPTC IIM 4.2 data sets, bare (TIFF) or within Photoshop's image resources (JPEG). */
final class IptcReader {

    private static final int RESOURCE = 0x0404;
    private static final int MARK = 0x1c;
    private static final int MAX_KEYWORDS = 500;

    private IptcReader() {}

    static IptcFields read(ByteSource source, Layout layout, ImageLimits limits) {
        return BlockReader.joined(source, layout, Block.Kind.IPTC, limits)
                .or(() ->
                        BlockReader.joined(source, layout, Block.Kind.PHOTOSHOP, limits)
                                .flatMap(IptcReader::resource))
                .map(IptcReader::fields)
                .orElse(IptcFields.NONE);
    }

    /** Signature, number, padded name, length, padded data; and so on. */
    private static Optional<byte[]> resource(byte[] resources) {
        ByteSource source = ByteSource.of(resources);
        long at = 0;
        while (at + 12 <= source.size() && source.matches(at, "8BIM")) {
            long name = 1L + source.u8(at + 6);
            long size = at + 6 + name + (name & 1);
            if (size + 4 > source.size()) {
                return Optional.empty();
            }
            long length = source.u32be(size);
            if (length > source.size() - size - 4) {
                return Optional.empty();
            }
            if (source.u16be(at + 4) == RESOURCE) {
                return Optional.of(source.slice(size + 4, (int) length));
            }
            at = size + 4 + length + (length & 1);
        }
        return Optional.empty();
    }

    private static IptcFields fields(byte[] sets) {
        ByteSource source = ByteSource.of(sets);
        List<String> keywords = new ArrayList<>();
        Optional<String> headline = Optional.empty();
        Optional<String> caption = Optional.empty();
        long at = 0;
        while (at + 5 <= source.size() && source.u8(at) == MARK) {
            int length = source.u16be(at + 3);
            // The high bit announces an extended length, which no text needs.
            if (length > 0x7fff || at + 5 + length > source.size()) {
                break;
            }
            if (source.u8(at + 1) == IptcFields.RECORD) {
                String text = text(source.slice(at + 5, length));
                switch (source.u8(at + 2)) {
                    case IptcFields.KEYWORD -> keyword(keywords, text);
                    case IptcFields.HEADLINE -> headline = present(text);
                    case IptcFields.CAPTION -> caption = present(text);
                    default -> {
                        // Other fields are not used.
                    }
                }
            }
            at += 5 + length;
        }
        return new IptcFields(headline, caption, keywords);
    }

    private static void keyword(List<String> keywords, String text) {
        if (!text.isEmpty() && keywords.size() < MAX_KEYWORDS) {
            keywords.add(text);
        }
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(found -> !found.isEmpty());
    }

    /** Many writers do not name their character set; what is sound UTF-8 is taken for that. */
    private static String text(byte[] bytes) {
        try {
            return MetadataText.clean(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return MetadataText.clean(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }
}
