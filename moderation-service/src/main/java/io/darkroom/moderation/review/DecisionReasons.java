package io.darkroom.moderation.review;

import io.darkroom.moderation.policy.ReasonCode;
import io.darkroom.service.problem.Problem;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The reasons that a reviewer may give: the configured list, and the codes that sent items to
 * review.
 */
@Singleton
@Startup
class DecisionReasons {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Map<String, String> labels;

    DecisionReasons(ReviewConfig config) {
        labels = new LinkedHashMap<>();
        for (String entry : config.decisionReasons()) {
            int colon = entry.indexOf(':');
            String code = colon < 0 ? entry.strip() : entry.substring(0, colon).strip();
            String label = colon < 0 ? "" : entry.substring(colon + 1).strip();
            if (!CODE.matcher(code).matches() || label.isEmpty()) {
                throw new IllegalArgumentException(
                        "darkroom.review.decision-reasons must hold code:Label pairs, the code in"
                                + " lower case, such as off-brand:Off brand; was '"
                                + entry
                                + "'");
            }
            labels.put(code, label);
        }
    }

    /** The configured reasons, in the order of the configuration. */
    List<ReasonView> all() {
        return labels.entrySet().stream()
                .map(reason -> new ReasonView(reason.getKey(), reason.getValue()))
                .toList();
    }

    /** The places of codes that nobody knows. */
    List<Problem.Place> unknown(List<String> codes) {
        return IntStream.range(0, codes.size())
                .filter(i ->
                        !labels.containsKey(codes.get(i)) && ReasonCode.of(codes.get(i)).isEmpty())
                .mapToObj(i ->
                        Problem.Place.at(
                                "/reasonCodes/" + i, "'" + codes.get(i) + "' is not a reason code"))
                .toList();
    }

    /**
     * A reason that a reviewer may give.
     *
     * @param code as decisions carry it
     * @param label for people
     */
    public record ReasonView(String code, String label) {}

    /** The list of them, in the order of the number keys. */
    public record Reasons(List<ReasonView> items) {}
}
