package io.darkroom.captioning.builtin;

import io.darkroom.imaging.analysis.Analysis;
import io.darkroom.imaging.analysis.ColourShare;
import io.darkroom.imaging.analysis.Face;
import io.darkroom.imaging.analysis.Measurements;
import io.darkroom.imaging.analysis.Region;
import io.darkroom.imaging.analysis.Subject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Measurements in English. */
final class EnglishWords implements Words {
    private static final List<String> NUMBERS =
            List.of("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine");

    @Override
    public String language() {
        return "en";
    }

    @Override
    public String alt(Analysis picture) {
        Measurements measured = picture.measurements();
        return subject(picture) + ", " + lit(measured) + focus(measured) + ".";
    }

    @Override
    public String longDescription(Analysis picture) {
        Measurements measured = picture.measurements();
        return "Described by measurement, without recognising what is shown. %s format; %s; %s; %s background; %s. %s."
                .formatted(
                        capital(shape(measured)),
                        colours(measured),
                        light(measured),
                        background(measured),
                        switch (measured.focus()) {
                            case SHARP -> "sharp";
                            case SOFT -> "slightly soft";
                            case BLURRED -> "out of focus";
                        },
                        faces(picture.faces()));
    }

    private static String subject(Analysis picture) {
        Measurements measured = picture.measurements();
        List<Face> faces = picture.faces();
        if (!faces.isEmpty()) {
            return people(faces)
                    + " in front of a "
                    + background(measured)
                    + " "
                    + measured.backgroundColour().word()
                    + " background";
        }
        Subject subject = Scenes.subject(measured);
        return subject == null ? scene(measured) : thing(subject, measured);
    }

    private static String people(List<Face> faces) {
        if (faces.size() == 1) {
            return "One person" + side(faces.getFirst().region());
        }
        return faces.size() < NUMBERS.size()
                ? NUMBERS.get(faces.size()) + " people"
                : "A crowd of people";
    }

    private static String thing(Subject subject, Measurements measured) {
        String ground =
                background(measured) + " " + measured.backgroundColour().word() + " background";
        if (subject.colour() == measured.backgroundColour()) {
            return "Subject " + place(subject.region()) + ", close in colour to its " + ground;
        }
        String what =
                Scenes.isColourSure(subject)
                        ? capital(subject.colour().word()) + " subject "
                        : "Subject ";
        return what + place(subject.region()) + " against a " + ground;
    }

    private static String scene(Measurements measured) {
        if (measured.sky() > Scenes.MUCH_SKY) {
            return "Open view under a wide sky in " + palette(measured);
        }
        if (measured.greenery() > Scenes.MUCH_GREENERY) {
            return "Greenery over most of the view in " + palette(measured);
        }
        String ground =
                Scenes.isOnPlainGround(measured)
                        ? " with a plain " + measured.backgroundColour().word() + " background"
                        : "";
        return "Scene in " + palette(measured) + ground;
    }

    private static String palette(Measurements measured) {
        if (measured.monochrome()) {
            return "black and white";
        }
        List<String> words =
                measured.colours().stream().limit(3).map(share -> share.colour().word()).toList();
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    private static String colours(Measurements measured) {
        return measured.colours().stream()
                .map(EnglishWords::share)
                .collect(Collectors.joining(", ", "colours ", ""));
    }

    private static String share(ColourShare share) {
        return "%s %d%%".formatted(share.colour().word(), Math.round(share.share() * 100));
    }

    private static String shape(Measurements measured) {
        return switch (measured.shape()) {
            case LANDSCAPE -> "landscape";
            case PORTRAIT -> "portrait";
            case SQUARE -> "square";
            case PANORAMA -> "panoramic";
            case TALL -> "tall";
        };
    }

    private static String light(Measurements measured) {
        return switch (measured.light()) {
            case DARK -> "very dark";
            case DIM -> "dim light";
            case EVEN -> "even light";
            case BRIGHT -> "bright light";
            case HIGH_CONTRAST -> "strong light and shadow";
            case BACK_LIT -> "lit from behind";
            case GLOWING -> "warm, low light";
        };
    }

    private static String lit(Measurements measured) {
        return switch (measured.light()) {
            case DARK -> "very dark";
            case DIM -> "dimly lit";
            case EVEN -> "evenly lit";
            case BRIGHT -> "brightly lit";
            case HIGH_CONTRAST -> "in strong light and shadow";
            case BACK_LIT -> "lit from behind";
            case GLOWING -> "in warm, low light";
        };
    }

    private static String focus(Measurements measured) {
        return measured.focus() == Measurements.Focus.BLURRED ? ", out of focus" : "";
    }

    private static String background(Measurements measured) {
        return measured.background().name().toLowerCase(Locale.ROOT);
    }

    private static String faces(List<Face> faces) {
        return switch (faces.size()) {
            case 0 -> "No faces found";
            case 1 -> "One face found, " + place(faces.getFirst().region());
            default -> faces.size() + " faces found";
        };
    }

    /** Where a person is: a face in the upper third says nothing about that. */
    private static String side(Region region) {
        return switch (Place.of(region)) {
            case LEFT, TOP_LEFT, BOTTOM_LEFT -> " on the left";
            case RIGHT, TOP_RIGHT, BOTTOM_RIGHT -> " on the right";
            case CENTRE, TOP, BOTTOM -> "";
        };
    }

    private static String place(Region region) {
        return switch (Place.of(region)) {
            case CENTRE -> "in the centre";
            case LEFT -> "on the left";
            case RIGHT -> "on the right";
            case TOP -> "at the top";
            case BOTTOM -> "at the bottom";
            case TOP_LEFT -> "at the top left";
            case TOP_RIGHT -> "at the top right";
            case BOTTOM_LEFT -> "at the bottom left";
            case BOTTOM_RIGHT -> "at the bottom right";
        };
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
