package io.darkroom.ingest.delivery;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Tag;
import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.Provenance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a record says of its picture, as the files carry it (XMP and IPTC). */
final class FileTexts {
    private FileTexts() {}

    /** The texts of the record; a decorative picture has none. */
    static DescriptiveMetadata of(Asset record) {
        List<Caption> captions =
                record.captions().stream()
                        .filter(caption -> !caption.decorative())
                        .filter(caption -> caption.review() != Asset.ReviewState.REJECTED)
                        .toList();
        var alts = new TreeMap<String, String>();
        var longs = new TreeMap<String, String>();
        var descriptions = new TreeMap<String, String>();
        for (Caption caption : captions) {
            String longer = caption.longDescription();
            put(alts, caption.language(), caption.alt());
            put(descriptions, caption.language(), longer == null ? caption.alt() : longer);
            if (longer != null) {
                put(longs, caption.language(), longer);
            }
        }
        var keywords = record.tags().stream().map(Tag::label).distinct().toList();
        return new DescriptiveMetadata(null, descriptions, keywords, alts, longs, null);
    }

    /** Says of a file whose pixels were partly invented how, where the file itself does not. */
    static Provenance provenance(Outpaint outpaint) {
        Outpaint.Provenance said = outpaint.provenance();
        if (said != null) {
            return new Provenance(
                    said.digitalSourceType(),
                    said.system(),
                    said.systemVersion(),
                    said.prompt(),
                    said.promptWriter());
        }
        boolean builtIn = outpaint.engine().equals("built-in");
        return new Provenance(
                builtIn ? Provenance.COMPOSITE : Provenance.COMPOSITE_WITH_TRAINED_MODEL,
                outpaint.engine(),
                null,
                outpaint.instruction());
    }

    /** The first caption is also the one for everybody: it is in the language asked for first. */
    private static void put(Map<String, String> texts, String language, String text) {
        texts.putIfAbsent(DescriptiveMetadata.DEFAULT_LANGUAGE, text);
        texts.put(language, text);
    }
}
