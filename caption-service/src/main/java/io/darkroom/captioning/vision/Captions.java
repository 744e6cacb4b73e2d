package io.darkroom.captioning.vision;

import io.darkroom.captioning.caption.CaptionEngine;
import io.darkroom.captioning.model.Reply;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes captions of looks: for each language from the latest look that has a good one. */
final class Captions {
    private final String engine;
    private final String promptVersion;
    private final List<Look> looks;

    Captions(String engine, String promptVersion, List<Look> looks) {
        this.engine = engine;
        this.promptVersion = promptVersion;
        this.looks = looks;
    }

    CaptionEngine.Answer answer(List<String> languages) {
        var captions = new ArrayList<Caption>();
        var findings = new ArrayList<Finding>();
        Instant now = Instant.now();
        for (String language : languages) {
            Look look =
                    looks.reversed().stream()
                            .filter(it -> it.good().containsKey(language))
                            .findFirst()
                            .orElse(null);
            if (look == null) {
                findings.add(missing(language));
            } else {
                Verdict.Good good = Objects.requireNonNull(look.good().get(language));
                captions.add(caption(language, good, look, now));
                findings.addAll(good.doubts());
            }
        }
        String model = looks.getLast().reply().model();
        return new CaptionEngine.Answer(captions, model, total(), findings);
    }

    private Caption caption(String language, Verdict.Good good, Look look, Instant now) {
        Reply reply = look.reply();
        var caption =
                new Caption(
                        language,
                        good.alt(),
                        good.longDescription().isEmpty() ? null : good.longDescription(),
                        good.decorative(),
                        new Source(
                                Source.Kind.MODEL, engine, reply.model(), promptVersion, null, now),
                        good.confidence(),
                        Costs.share(reply.cost(), look.verdicts().size()),
                        reply.durationMs());
        return good.doubts().isEmpty() ? caption : caption.withReview(Asset.ReviewState.PENDING);
    }

    private Finding missing(String language) {
        Verdict last =
                looks.reversed().stream()
                        .map(look -> look.verdicts().get(language))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
        return last instanceof Verdict.Bad bad
                ? new Finding(
                        bad.code(),
                        null,
                        "No caption in '%s', asked for twice: %s"
                                .formatted(language, bad.problem()))
                : new Finding(DraftCheck.MISSING, null, "No caption in '" + language + "'");
    }

    private @Nullable Cost total() {
        Cost total = null;
        for (Look look : looks) {
            total = Costs.sum(total, look.reply().cost());
        }
        return total;
    }
}
