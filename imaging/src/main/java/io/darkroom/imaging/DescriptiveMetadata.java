package io.darkroom.imaging;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people and programs write into a file about its picture. Texts in several languages are
 * keyed by BCP 47 tag; {@code x-default} is the one for everybody.
 *
 * @param headline short, in one line
 * @param descriptions by language (dc:description; IIM caption)
 * @param keywords in their order, each once (dc:subject; IIM keywords)
 * @param altTexts by language (Iptc4xmpCore:AltTextAccessibility)
 * @param longDescriptions by language (Iptc4xmpCore:ExtDescrAccessibility)
 * @param provenance where pixels were generated
 */
public record DescriptiveMetadata(
        @Nullable String headline,
        Map<String, String> descriptions,
        List<String> keywords,
        Map<String, String> altTexts,
        Map<String, String> longDescriptions,
        @Nullable Provenance provenance) {

    /** The language of a text that is for everybody. */
    public static final String DEFAULT_LANGUAGE = "x-default";

    /** Nothing at all. */
    public static final DescriptiveMetadata NONE =
            new DescriptiveMetadata(null, Map.of(), List.of(), Map.of(), Map.of(), null);

    public DescriptiveMetadata {
        descriptions = Map.copyOf(descriptions);
        keywords = keywords.stream().distinct().toList();
        altTexts = Map.copyOf(altTexts);
        longDescriptions = Map.copyOf(longDescriptions);
    }

    /** The same with another headline. */
    public DescriptiveMetadata withHeadline(String text) {
        return new DescriptiveMetadata(
                text, descriptions, keywords, altTexts, longDescriptions, provenance);
    }

    /** The same with other descriptions. */
    public DescriptiveMetadata withDescriptions(Map<String, String> texts) {
        return new DescriptiveMetadata(
                headline, texts, keywords, altTexts, longDescriptions, provenance);
    }

    /** The same with other keywords. */
    public DescriptiveMetadata withKeywords(List<String> words) {
        return new DescriptiveMetadata(
                headline, descriptions, words, altTexts, longDescriptions, provenance);
    }

    /** The same with other alternative texts. */
    public DescriptiveMetadata withAltTexts(Map<String, String> texts) {
        return new DescriptiveMetadata(
                headline, descriptions, keywords, texts, longDescriptions, provenance);
    }

    /** The same with other long descriptions. */
    public DescriptiveMetadata withLongDescriptions(Map<String, String> texts) {
        return new DescriptiveMetadata(
                headline, descriptions, keywords, altTexts, texts, provenance);
    }

    /** The same with another provenance. */
    public DescriptiveMetadata withProvenance(Provenance origin) {
        return new DescriptiveMetadata(
                headline, descriptions, keywords, altTexts, longDescriptions, origin);
    }
}
