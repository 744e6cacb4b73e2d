package io.darkroom.captioning.builtin;

import io.darkroom.imaging.analysis.Analysis;

/** Puts measurements into the words of one language. */
interface Words {

    /** The language, as a BCP 47 primary subtag. */
    String language();

    /**
     * One short sentence, what matters most first, under 125 characters for all but the most
     * crowded pictures.
     */
    String alt(Analysis picture);

    /** All that was measured, and the plain statement that nothing was recognised. */
    String longDescription(Analysis picture);
}
