package io.darkroom.service.outbox;

import java.util.Set;
import java.util.stream.Stream;

/**
 * What a broker that was there did not take.
 *
 * @param lines of which it refused a record, one that is too large for instance
 * @param topics of which it takes nothing: it knows none of that name, or this service may not
 *     write to it
 */
record Refused(Set<OutboxRow.Line> lines, Set<String> topics) {
    static final Refused NOTHING = new Refused(Set.of(), Set.of());

    Refused {
        lines = Set.copyOf(lines);
        topics = Set.copyOf(topics);
    }

    boolean isNothing() {
        return lines.isEmpty() && topics.isEmpty();
    }

    /** For whoever looks into the log. */
    String example() {
        return Stream.concat(
                        topics.stream().map(topic -> "topic=" + topic),
                        lines.stream().map(line -> "topic=" + line.topic() + " key=" + line.key()))
                .findFirst()
                .orElse("none");
    }
}
