package io.darkroom.captioning.vision;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Frees a model's text of what does not belong into a text alternative. HTML stays, as text: pages
 * escape what they show. What is left says the same as before; whatever would change the meaning is
 * somebody else's to refuse.
 */
final class CleanText {
    /** So much of a text is read, in characters: several times what can be published of it. */
    private static final int MOST_READ = 10_000;

    /** Controls, and marks that turn the direction of what follows on a page. */
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u200B\\u2060\\uFEFF\\u00AD"
                            + "\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]");

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

    private static final Pattern FENCE = Pattern.compile("```\\w*");

    /** Bounded, as the next ones are: what never closes is looked for no further. */
    private static final Pattern LINK =
            Pattern.compile("!?\\[([^\\]\\[]{0,300})]\\([^)\\s]{0,2048}\\)");

    private static final Pattern STRONG =
            Pattern.compile("(\\*\\*|__)(?=\\S)(.{1,1000}?)(?<=\\S)\\1");
    private static final Pattern EMPHASIS =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}*_])([*_])(?=\\S)(.{1,1000}?)(?<=\\S)\\1(?![\\p{L}\\p{N}*_])");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINE_HEAD =
            Pattern.compile(
                    "(?m)^\\h*+(?:#{1,6}\\s+|[-*+•]\\s+|>\\s+|\\d{1,2}[.)]\\s+(?=\\p{Lu}))");

    /** "Here is the alt text:", and what it is in other languages. */
    private static final List<Pattern> PREAMBLES =
            List.of(
                    head("(?:sure|certainly|of course|okay|ok|absolutely|great)[,.!:] ?"),
                    head("(?:here(?:['’]s| is| are)|below is) [^:.]{0,60}:"),
                    head("(?:(?:natürlich|gerne|sicher|klar)[,.!:] ?)"),
                    head("(?:hier (?:ist|sind|kommt|folgt)|nachfolgend) [^:.]{0,60}:"),
                    head("(?:bien sûr|certainement|voici)[^:.]{0,60}:"),
                    head("(?:claro[,!]|por supuesto|aquí (?:está|tienes))[^:.]{0,60}:"),
                    head("(?:certo[,!]|ecco)[^:.]{0,60}:"),
                    head("aqui está[^:.]{0,60}:"),
                    head("(?:natuurlijk|hier is)[^:.]{0,60}:"),
                    head("alt(?:ernative?)?[- ]?text(?:e)?(?: \\([^)]*\\))? ?:"),
                    head("alternativ-?text ?:"),
                    head(
                            "(?:caption|description|long"
                                + " description|beschreibung|bildbeschreibung|légende|descripción|descrizione|descrição|beschrijving)"
                                + " ?:"));

    /** Only where what follows is a sentence by itself. German is not: its cases would be wrong. */
    private static final List<Pattern> IMAGE_OF =
            List.of(
                    head(
                            "(?:(?:an?|the|this) )?(?:close-up )?(?:image|picture|photo(?:graph)?)"
                                    + " (?:of|showing|that shows) "),
                    head("(?:this|the) (?:image|picture|photo(?:graph)?) (?:shows|depicts) "),
                    head("(?:une? |cette )?(?:image|photo(?:graphie)?) (?:de |montrant )"),
                    head("(?:una? )?(?:imagen|foto(?:grafía)?) (?:de |que muestra )"),
                    head("(?:un['’]|una )?(?:immagine|foto(?:grafia)?) (?:di |che mostra )"),
                    head("(?:uma )?(?:imagem|foto(?:grafia)?) de "),
                    head("(?:een )?(?:afbeelding|foto) van "));

    private static final Pattern QUOTED =
            Pattern.compile("^[\"“„«'‘](.+)[\"”“»'’](\\.?)$", Pattern.DOTALL);

    private CleanText() {}

    /** A sentence or a few, in one line; of a text that does not end, its beginning. */
    static String of(String text) {
        String clean = withoutMarkdown(beginning(text));
        clean = INVISIBLE.matcher(clean.replaceAll("[\\r\\n\\t]", " ")).replaceAll("");
        clean =
                SPACE.matcher(Normalizer.normalize(clean, Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .strip();
        String before;
        do {
            before = clean;
            clean = unquoted(without(PREAMBLES, clean));
        } while (!clean.equals(before));
        return clean;
    }

    /** As {@link #of}, without a beginning that says that it is a picture. */
    static String alt(String text) {
        String clean = of(text);
        String bare = without(IMAGE_OF, clean);
        return bare.equals(clean) || bare.isEmpty() ? clean : capital(bare);
    }

    /**
     * Shortened to so many code points: after a sentence where there is one in the second half,
     * else after a word, with an ellipsis.
     */
    static String shortened(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        String head = text.substring(0, text.offsetByCodePoints(0, most));
        int sentence =
                Math.max(
                        head.lastIndexOf(". "),
                        Math.max(head.lastIndexOf("! "), head.lastIndexOf("。")));
        if (sentence > head.length() / 2) {
            return head.substring(0, sentence + 1);
        }
        String room = head.substring(0, head.offsetByCodePoints(head.length(), -1));
        int word = room.lastIndexOf(' ');
        return (word > room.length() / 2 ? room.substring(0, word) : room)
                        .replaceAll("[\\s,;:–-]+$", "")
                + "…";
    }

    /**
     * A model that repeats itself until it is stopped would have the expressions search for hours.
     */
    private static String beginning(String text) {
        return text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
    }

    private static String withoutMarkdown(String text) {
        String plain = FENCE.matcher(text).replaceAll(" ");
        plain = LINE_HEAD.matcher(plain).replaceAll("");
        plain = LINK.matcher(plain).replaceAll("$1");
        plain = STRONG.matcher(plain).replaceAll("$2");
        plain = EMPHASIS.matcher(plain).replaceAll("$2");
        return CODE.matcher(plain).replaceAll("$1");
    }

    private static String without(List<Pattern> heads, String text) {
        for (Pattern head : heads) {
            var found = head.matcher(text);
            if (found.lookingAt() && found.end() < text.length()) {
                return text.substring(found.end()).strip();
            }
        }
        return text;
    }

    private static String unquoted(String text) {
        var quoted = QUOTED.matcher(text);
        if (!quoted.matches()) {
            return text;
        }
        String inside = quoted.group(1);
        boolean one = inside.chars().noneMatch(it -> "\"“”„«»".indexOf(it) >= 0);
        return one ? inside.strip() + quoted.group(2) : text;
    }

    private static String capital(String text) {
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(java.util.Locale.ROOT) + text.substring(end);
    }

    private static Pattern head(String words) {
        return Pattern.compile(
                "(?:" + words + ")\\s*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
