package io.darkroom.captioning.builtin;

import io.darkroom.contracts.Source;
import io.darkroom.contracts.Tag;
import io.darkroom.imaging.analysis.Analysis;
import io.darkroom.imaging.analysis.Face;
import io.darkroom.imaging.analysis.Measurements;
import java.util.ArrayList;
import java.util.List;

/** Labels that measurements bear out. */
final class Labels {
    private static final double NOTICEABLE_COLOUR = 0.12;
    private static final double NOTICEABLE_GREENERY = 0.2;
    private static final double NOTICEABLE_SKY = 0.18;

    /** A face taller than this share of the picture makes it a portrait. */
    private static final double PORTRAIT_FACE = 0.2;

    /** Nothing that is only measured is more certain than this. */
    private static final double SURE = 0.95;

    private final List<Tag> tags = new ArrayList<>();
    private final Source source;

    private Labels(Source source) {
        this.source = source;
    }

    static List<Tag> of(Analysis picture, Source source) {
        var labels = new Labels(source);
        labels.people(picture.faces());
        labels.colours(picture.measurements());
        labels.scene(picture.measurements());
        labels.look(picture.measurements());
        return labels.tags;
    }

    private void people(List<Face> faces) {
        if (faces.isEmpty()) {
            return;
        }
        Face largest = faces.getFirst();
        if (faces.size() > 1) {
            add("people", faces.get(1).confidence());
            add(faces.size() > 2 ? "group" : "two people", faces.getLast().confidence());
        } else {
            add("person", largest.confidence());
            if (largest.region().height() > PORTRAIT_FACE) {
                add("portrait", largest.confidence());
            }
        }
    }

    private void colours(Measurements measured) {
        if (measured.monochrome()) {
            add("black and white", 0.9);
            return;
        }
        for (var share : measured.colours()) {
            if (share.share() >= NOTICEABLE_COLOUR) {
                add(share.colour().word(), shareToConfidence(share.share()));
            }
        }
    }

    private void scene(Measurements measured) {
        if (measured.greenery() >= NOTICEABLE_GREENERY) {
            add("greenery", shareToConfidence(measured.greenery()));
        }
        if (measured.sky() >= NOTICEABLE_SKY) {
            add("sky", shareToConfidence(measured.sky()));
        }
        add(
                switch (measured.background()) {
                    case PLAIN -> "plain background";
                    case TEXTURED -> "textured background";
                    case BUSY -> "busy background";
                },
                0.7);
    }

    private void look(Measurements measured) {
        add(
                switch (measured.shape()) {
                    case LANDSCAPE -> "horizontal";
                    case PORTRAIT, TALL -> "vertical";
                    case SQUARE -> "square";
                    case PANORAMA -> "panorama";
                },
                SURE);
        switch (measured.light()) {
            case DARK -> add("dark", 0.8);
            case DIM -> add("dim light", 0.6);
            case BRIGHT -> add("bright", 0.7);
            case HIGH_CONTRAST -> add("high contrast", 0.7);
            case BACK_LIT -> add("backlit", 0.6);
            case GLOWING -> add("warm light", 0.6);
            case EVEN -> {}
        }
        if (measured.focus() == Measurements.Focus.BLURRED) {
            add("blurred", 0.7);
        }
    }

    /**
     * A colour over half of a picture is certain; one that is just noticeable is little better than
     * a guess.
     */
    private static double shareToConfidence(double share) {
        return 0.5 + share * 0.9;
    }

    private void add(String label, double confidence) {
        tags.add(
                new Tag(label, "en", Math.round(Math.min(confidence, SURE) * 100) / 100.0, source));
    }
}
