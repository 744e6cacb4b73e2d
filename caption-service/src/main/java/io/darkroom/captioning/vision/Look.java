package io.darkroom.captioning.vision;

import io.darkroom.captioning.model.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One answer about a picture, with what became of each language.
 *
 * @param verdicts by the language asked for, in that order
 */
record Look(Reply reply, Map<String, Verdict> verdicts) {

    Map<String, Verdict.Good> good() {
        return of(Verdict.Good.class);
    }

    Map<String, Verdict.Bad> bad() {
        return of(Verdict.Bad.class);
    }

    boolean isAllRefused() {
        return good().isEmpty()
                && reply.answer().isPresent()
                && bad().values().stream().allMatch(Verdict.Bad::refusal);
    }

    String problems() {
        return reply.answer().isEmpty()
                ? "it was not the JSON that was asked for, or not all of it"
                : bad().values().stream()
                        .map(Verdict.Bad::problem)
                        .collect(Collectors.joining("; "));
    }

    private <T extends Verdict> Map<String, T> of(Class<T> kind) {
        var found = new LinkedHashMap<String, T>();
        verdicts.forEach((language, verdict) -> {
            if (kind.isInstance(verdict)) {
                found.put(language, kind.cast(verdict));
            }
        });
        return found;
    }
}
