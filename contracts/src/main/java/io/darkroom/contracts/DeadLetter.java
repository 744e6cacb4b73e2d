package io.darkroom.contracts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a record was given up, as headers beside the unchanged headers and value of the record.
 *
 * @param error the problem
 * @param topic where the record came from
 * @param consumer the stage or consumer that gave it up
 * @param attempts how often it was tried, or delivered
 * @param problem the whole problem document (RFC 9457) that HTTP would have answered, as JSON;
 *     absent where HTTP has no such request
 */
public record DeadLetter(
        Failure error,
        String topic,
        int partition,
        long offset,
        String consumer,
        int attempts,
        @Nullable String problem) {
    public static final String TYPE = "dlq_error_type";
    public static final String TITLE = "dlq_error_title";
    public static final String DETAIL = "dlq_error_detail";
    public static final String TOPIC = "dlq_topic";
    public static final String PARTITION = "dlq_partition";
    public static final String OFFSET = "dlq_offset";
    public static final String CONSUMER = "dlq_consumer";
    public static final String ATTEMPTS = "dlq_attempts";
    public static final String PROBLEM = "dlq_problem";

    /** A letter without a problem document. */
    public DeadLetter(
            Failure error,
            String topic,
            int partition,
            long offset,
            String consumer,
            int attempts) {
        this(error, topic, partition, offset, consumer, attempts, null);
    }

    /** The headers to add. */
    public Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put(TYPE, error.type());
        headers.put(TITLE, error.title());
        String detail = error.detail();
        if (detail != null) {
            headers.put(DETAIL, detail);
        }
        headers.put(TOPIC, topic);
        headers.put(PARTITION, Integer.toString(partition));
        headers.put(OFFSET, Long.toString(offset));
        headers.put(CONSUMER, consumer);
        headers.put(ATTEMPTS, Integer.toString(attempts));
        if (problem != null) {
            headers.put(PROBLEM, problem);
        }
        return headers;
    }
}
