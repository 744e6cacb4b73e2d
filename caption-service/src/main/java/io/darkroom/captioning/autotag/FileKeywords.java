package io.darkroom.captioning.autotag;

import io.darkroom.captioning.Undecodable;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Tag;
import io.darkroom.imaging.ImageException;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.MetadataReader;
import io.darkroom.stage.TerminalStageException;
import java.time.Instant;
import java.util.List;

/**
 * The keywords that a file brought with it (XMP dc:subject, IPTC IIM 2:25), as tags marked as the
 * file's own.
 */
final class FileKeywords {
    /** No field says in which language keywords are (BCP 47: undetermined). */
    private static final String UNDETERMINED = "und";

    /** What some raw converters write where their user gave no keyword. */
    private static final String ABSENT = "null";

    private FileKeywords() {}

    /**
     * @throws TerminalStageException if the bytes are no usable picture
     */
    static List<Tag> of(byte[] original, Instant now) {
        var source = Source.file(now);
        return keywords(original).stream()
                .map(String::strip)
                .filter(keyword -> !keyword.isEmpty() && !keyword.equals(ABSENT))
                .map(keyword -> new Tag(keyword, UNDETERMINED, 1, source))
                .toList();
    }

    private static List<String> keywords(byte[] original) {
        try {
            return MetadataReader.read(original, ImageLimits.DEFAULT).descriptive().keywords();
        } catch (ImageException e) {
            throw Undecodable.because(e);
        }
    }
}
