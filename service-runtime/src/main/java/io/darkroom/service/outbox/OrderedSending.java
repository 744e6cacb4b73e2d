package io.darkroom.service.outbox;

import io.darkroom.service.events.KafkaSender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a batch so that the records of one key keep their order even where one fails: of each key
 * one record is on its way at a time, of different keys all at once. After a failure nothing more
 * of that key is sent, nothing more of that topic where the broker takes nothing of it, and nothing
 * more at all where the broker could not be reached.
 */
final class OrderedSending {
    private final KafkaSender sender;
    private final List<Long> sent = new ArrayList<>();
    private final Set<OutboxRow.Line> stopped = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private @Nullable Throwable failure;
    private boolean unreachable;

    private OrderedSending(KafkaSender sender) {
        this.sender = sender;
    }

    /**
     * What came of a batch.
     *
     * @param read how many records the batch had
     * @param sent the ids that were acknowledged
     * @param failure the first, if any
     * @param doubtful whether a record that was not acknowledged may have been taken all the same;
     *     then the broker was away
     * @param refused what a broker that was there did not take
     */
    record Result(
            int read,
            List<Long> sent,
            @Nullable Throwable failure,
            boolean doubtful,
            Refused refused) {}

    static Result send(List<OutboxRow> batch, KafkaSender sender) {
        var sending = new OrderedSending(sender);
        for (var wave : waves(batch)) {
            sending.send(wave);
        }
        return new Result(
                batch.size(),
                List.copyOf(sending.sent),
                sending.failure,
                sending.unreachable,
                sending.unreachable
                        ? Refused.NOTHING
                        : new Refused(sending.stopped, sending.closed));
    }

    /** The first record of every key, then the second of every key, and so on. */
    private static List<List<OutboxRow>> waves(List<OutboxRow> batch) {
        var seen = new LinkedHashMap<OutboxRow.Line, Integer>();
        var waves = new ArrayList<List<OutboxRow>>();
        for (OutboxRow row : batch) {
            int wave = seen.merge(row.line(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(row);
        }
        return waves;
    }

    private void send(List<OutboxRow> wave) {
        var pending = new LinkedHashMap<OutboxRow, CompletableFuture<RecordMetadata>>();
        for (OutboxRow row : wave) {
            if (unreachable) {
                break;
            }
            if (!closed.contains(row.topic()) && !stopped.contains(row.line())) {
                pending.put(row, begin(row));
            }
        }
        for (Map.Entry<OutboxRow, CompletableFuture<RecordMetadata>> entry : pending.entrySet()) {
            await(entry.getKey(), entry.getValue());
        }
    }

    private CompletableFuture<RecordMetadata> begin(OutboxRow row) {
        try {
            var acknowledged = sender.send(row.toRecord());
            // The client has waited already where it fails at once; the rest would only wait, too.
            if (acknowledged.isCompletedExceptionally()) {
                failed(row, acknowledged.exceptionNow());
            }
            return acknowledged;
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void await(OutboxRow row, CompletableFuture<RecordMetadata> acknowledged) {
        try {
            acknowledged.join();
            sent.add(row.id());
        } catch (CompletionException e) {
            failed(row, e.getCause() == null ? e : e.getCause());
        }
    }

    private void failed(OutboxRow row, Throwable cause) {
        if (isAboutTopic(cause)) {
            closed.add(row.topic());
        } else {
            stopped.add(row.line());
            unreachable |= cause instanceof RetriableException;
        }
        failure = failure == null ? cause : failure;
    }

    /** A topic that is missing is waited for in vain; the timeout's cause says so. */
    private static boolean isAboutTopic(Throwable cause) {
        return cause instanceof TopicAuthorizationException
                || cause instanceof UnknownTopicOrPartitionException
                || cause.getCause() instanceof UnknownTopicOrPartitionException;
    }
}
