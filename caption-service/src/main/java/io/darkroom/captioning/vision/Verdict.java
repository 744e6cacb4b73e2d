package io.darkroom.captioning.vision;

import io.darkroom.contracts.Finding;
import java.util.List;

/** What the checks make of a draft. */
sealed interface Verdict {
    /**
     * It may go out.
     *
     * @param doubts what a person should look at all the same
     */
    record Good(
            String alt,
            String longDescription,
            boolean decorative,
            double confidence,
            List<Finding> doubts)
            implements Verdict {}

    /**
     * It may not.
     *
     * @param code one of the API's reason codes, or {@code caption-missing}
     * @param problem for the model, if it is asked again, and for people
     */
    record Bad(String code, String problem, boolean refusal) implements Verdict {}
}
