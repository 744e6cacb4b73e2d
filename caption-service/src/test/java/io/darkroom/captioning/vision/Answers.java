package io.darkroom.captioning.vision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers as models give them. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final String ENGLISH = "Brown dog lies in tall green grass and looks at the camera.";
    static final String ENGLISH_MORE =
            "A brown dog with long ears lies in a meadow of tall grass on a sunny afternoon.";
    static final String GERMAN =
            "Brauner Hund liegt im hohen grünen Gras und blickt in die Kamera.";
    static final String GERMAN_MORE =
            "Ein brauner Hund mit langen Ohren liegt an einem sonnigen Nachmittag auf einer Wiese.";
    static final String FRENCH =
            "Un chien brun est couché dans l'herbe haute et regarde l'objectif.";

    private final ObjectNode root = JSON.createObjectNode();

    private Answers() {
        root.putArray("captions");
    }

    static Answers captions() {
        return new Answers();
    }

    static String english() {
        return captions().and("en", ENGLISH, ENGLISH_MORE).json();
    }

    static String german() {
        return captions().and("de", GERMAN, GERMAN_MORE).json();
    }

    static String both() {
        return captions().and("en", ENGLISH, ENGLISH_MORE).and("de", GERMAN, GERMAN_MORE).json();
    }

    Answers and(String language, String alt, String more) {
        return and(language, alt, more, 0.9);
    }

    Answers and(String language, String alt, String more, double confidence, String... names) {
        ObjectNode one = root.withArray("captions").addObject();
        one.put("language", language).put("decorative", alt.isEmpty()).put("alt", alt);
        one.put("longDescription", more).put("confidence", confidence);
        var all = one.putArray("personNames");
        for (String name : names) {
            all.add(name);
        }
        return this;
    }

    String json() {
        return root.toString();
    }

    static String tags(Object... labelsAndConfidences) {
        ObjectNode root = JSON.createObjectNode();
        var tags = root.putArray("tags");
        for (int i = 0; i < labelsAndConfidences.length; i += 2) {
            tags.addObject()
                    .put("label", (String) labelsAndConfidences[i])
                    .put("confidence", (Double) labelsAndConfidences[i + 1]);
        }
        return root.toString();
    }
}
