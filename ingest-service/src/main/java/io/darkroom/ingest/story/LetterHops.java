package io.darkroom.ingest.story;

import io.darkroom.contracts.Failure;
import io.darkroom.ingest.deadletter.DeadLetterView;
import io.darkroom.ingest.story.StoryView.Hop;
import java.time.Instant;
import java.util.stream.Stream;

/** What a dead letter adds to a story: that something was given up, and who sent it again. */
final class LetterHops {
    private LetterHops() {}

    static Stream<Hop> of(DeadLetterView letter) {
        var given =
                new Hop(
                        letter.lastAt(),
                        letter.consumer(),
                        "gave it up, time " + letter.times(),
                        text(letter.error()) + ", after " + letter.attempts() + " attempts",
                        null);
        Instant replayedAt = letter.replayedAt();
        return replayedAt == null
                ? Stream.of(given)
                : Stream.of(
                        given,
                        new Hop(
                                replayedAt,
                                "operator " + letter.replayedBy(),
                                "had it sent again, time " + letter.replays(),
                                null,
                                null));
    }

    private static String text(Failure error) {
        return error.detail() == null ? error.title() : error.title() + ": " + error.detail();
    }
}
