package io.darkroom.ingest.embed;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which caption is for whom. */
final class CaptionChoice {
    private CaptionChoice() {}

    /**
     * The caption in a language: the very one, a more general one (RFC 4647, lookup), another of
     * the same language, and else the first, which is in the language that was asked for first.
     *
     * @param language BCP 47; absent where any will do
     */
    static Optional<Caption> of(List<Caption> captions, @Nullable String language) {
        var usable =
                captions.stream()
                        .filter(caption -> caption.review() != Asset.ReviewState.REJECTED)
                        .toList();
        if (language == null) {
            return usable.stream().findFirst();
        }
        return lookup(usable, language)
                .or(() -> sameLanguage(usable, language))
                .or(() -> usable.stream().findFirst());
    }

    private static Optional<Caption> lookup(List<Caption> captions, String language) {
        for (String range = language; !range.isEmpty(); range = shorter(range)) {
            String wanted = range;
            var found =
                    captions.stream()
                            .filter(caption -> caption.language().equalsIgnoreCase(wanted))
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Without the last subtag, and without a single letter that introduced it. */
    private static String shorter(String range) {
        int end = range.lastIndexOf('-');
        if (end < 0) {
            return "";
        }
        String cut = range.substring(0, end);
        int before = cut.lastIndexOf('-');
        return before >= 0 && cut.length() - before == 2 ? cut.substring(0, before) : cut;
    }

    private static Optional<Caption> sameLanguage(List<Caption> captions, String language) {
        String primary = primary(language);
        return captions.stream()
                .filter(caption -> primary(caption.language()).equals(primary))
                .findFirst();
    }

    private static String primary(String language) {
        return language.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }
}
