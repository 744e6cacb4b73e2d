package io.darkroom.captioning.builtin;

import io.darkroom.imaging.analysis.Analysis;
import io.darkroom.imaging.analysis.ColourShare;
import io.darkroom.imaging.analysis.Face;
import io.darkroom.imaging.analysis.Measurements;
import io.darkroom.imaging.analysis.NamedColour;
import io.darkroom.imaging.analysis.Region;
import io.darkroom.imaging.analysis.Subject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Measurements in German. */
final class GermanWords implements Words {
    private static final List<String> NUMBERS =
            List.of(
                    "Keine", "Eine", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht",
                    "Neun");

    @Override
    public String language() {
        return "de";
    }

    @Override
    public String alt(Analysis picture) {
        Measurements measured = picture.measurements();
        return subject(picture) + ", " + lit(measured) + focus(measured) + ".";
    }

    @Override
    public String longDescription(Analysis picture) {
        Measurements measured = picture.measurements();
        return "Durch Messung beschrieben, ohne zu erkennen, was zu sehen ist. %s; %s; %s; %s Hintergrund; %s. %s."
                .formatted(
                        shape(measured),
                        colours(measured),
                        light(measured),
                        background(measured) + "er",
                        switch (measured.focus()) {
                            case SHARP -> "scharf";
                            case SOFT -> "leicht unscharf";
                            case BLURRED -> "unscharf";
                        },
                        faces(picture.faces()));
    }

    private static String subject(Analysis picture) {
        Measurements measured = picture.measurements();
        List<Face> faces = picture.faces();
        if (!faces.isEmpty()) {
            return people(faces) + " vor " + ground(measured);
        }
        Subject subject = Scenes.subject(measured);
        return subject == null ? scene(measured) : thing(subject, measured);
    }

    private static String people(List<Face> faces) {
        if (faces.size() == 1) {
            return "Eine Person" + side(faces.getFirst().region());
        }
        return faces.size() < NUMBERS.size()
                ? NUMBERS.get(faces.size()) + " Personen"
                : "Eine Menschenmenge";
    }

    private static String thing(Subject subject, Measurements measured) {
        if (subject.colour() == measured.backgroundColour()) {
            return "Motiv " + place(subject.region()) + ", farblich nah an " + ground(measured);
        }
        String what =
                Scenes.isColourSure(subject)
                        ? capital(inflected(subject.colour(), "es")) + " Motiv "
                        : "Motiv ";
        return what + place(subject.region()) + " vor " + ground(measured);
    }

    /** In the dative: vor schlichtem grauem Hintergrund. */
    private static String ground(Measurements measured) {
        return background(measured)
                + "em "
                + inflected(measured.backgroundColour(), "em")
                + " Hintergrund";
    }

    private static String scene(Measurements measured) {
        if (measured.sky() > Scenes.MUCH_SKY) {
            return "Freie Sicht unter weitem Himmel in " + palette(measured);
        }
        if (measured.greenery() > Scenes.MUCH_GREENERY) {
            return "Viel Grün in " + palette(measured);
        }
        String ground = Scenes.isOnPlainGround(measured) ? " mit " + ground(measured) : "";
        return "Szene in " + palette(measured) + ground;
    }

    private static String palette(Measurements measured) {
        if (measured.monochrome()) {
            return "Schwarz-Weiß";
        }
        List<String> words =
                measured.colours().stream()
                        .limit(3)
                        .map(share -> capital(colour(share.colour())))
                        .toList();
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " und " + words.getLast();
    }

    private static String colours(Measurements measured) {
        return measured.colours().stream()
                .map(GermanWords::share)
                .collect(Collectors.joining(", ", "Farben ", ""));
    }

    private static String share(ColourShare share) {
        return "%s %d %%"
                .formatted(capital(colour(share.colour())), Math.round(share.share() * 100));
    }

    private static String colour(NamedColour colour) {
        return switch (colour) {
            case BLACK -> "schwarz";
            case GREY -> "grau";
            case WHITE -> "weiß";
            case RED -> "rot";
            case ORANGE -> "orange";
            case BROWN -> "braun";
            case BEIGE -> "beige";
            case YELLOW -> "gelb";
            case GREEN -> "grün";
            case TURQUOISE -> "türkis";
            case BLUE -> "blau";
            case PURPLE -> "violett";
            case PINK -> "rosa";
        };
    }

    /**
     * Colours that are borrowed nouns take no ending in standard German; they lean on {@code
     * -farben}.
     */
    private static String inflected(NamedColour colour, String ending) {
        return switch (colour) {
            case ORANGE, BEIGE, TURQUOISE, PINK -> colour(colour) + "farben" + ending;
            default -> colour(colour) + ending;
        };
    }

    private static String shape(Measurements measured) {
        return switch (measured.shape()) {
            case LANDSCAPE -> "Querformat";
            case PORTRAIT, TALL -> "Hochformat";
            case SQUARE -> "Quadratisch";
            case PANORAMA -> "Panorama";
        };
    }

    private static String light(Measurements measured) {
        return switch (measured.light()) {
            case DARK -> "sehr dunkel";
            case DIM -> "gedämpftes Licht";
            case EVEN -> "gleichmäßiges Licht";
            case BRIGHT -> "helles Licht";
            case HIGH_CONTRAST -> "starkes Licht und Schatten";
            case BACK_LIT -> "im Gegenlicht";
            case GLOWING -> "warmes, schwaches Licht";
        };
    }

    private static String lit(Measurements measured) {
        return switch (measured.light()) {
            case DARK -> "sehr dunkel";
            case DIM -> "schwach beleuchtet";
            case EVEN -> "gleichmäßig beleuchtet";
            case BRIGHT -> "hell beleuchtet";
            case HIGH_CONTRAST -> "in starkem Licht und Schatten";
            case BACK_LIT -> "im Gegenlicht";
            case GLOWING -> "in warmem, schwachem Licht";
        };
    }

    private static String focus(Measurements measured) {
        return measured.focus() == Measurements.Focus.BLURRED ? ", unscharf" : "";
    }

    /** The stem of the adjective. */
    private static String background(Measurements measured) {
        return switch (measured.background()) {
            case PLAIN -> "schlicht";
            case TEXTURED -> "strukturiert";
            case BUSY -> "unruhig";
        };
    }

    private static String faces(List<Face> faces) {
        return switch (faces.size()) {
            case 0 -> "Keine Gesichter gefunden";
            case 1 -> "Ein Gesicht gefunden, " + place(faces.getFirst().region());
            default -> faces.size() + " Gesichter gefunden";
        };
    }

    private static String side(Region region) {
        return switch (Place.of(region)) {
            case LEFT, TOP_LEFT, BOTTOM_LEFT -> " links";
            case RIGHT, TOP_RIGHT, BOTTOM_RIGHT -> " rechts";
            case CENTRE, TOP, BOTTOM -> "";
        };
    }

    private static String place(Region region) {
        return switch (Place.of(region)) {
            case CENTRE -> "in der Bildmitte";
            case LEFT -> "links";
            case RIGHT -> "rechts";
            case TOP -> "oben";
            case BOTTOM -> "unten";
            case TOP_LEFT -> "oben links";
            case TOP_RIGHT -> "oben rechts";
            case BOTTOM_LEFT -> "unten links";
            case BOTTOM_RIGHT -> "unten rechts";
        };
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.GERMAN) + word.substring(1);
    }
}
