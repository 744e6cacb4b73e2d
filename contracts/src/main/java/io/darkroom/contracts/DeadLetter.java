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
    public static final String LEFT_OUT = "dlq_left_out";

    /** A letter that goes alone keeps a key of so many bytes. */
    public static final int LONGEST_KEY = 1024;

    /** Every topic that takes anything takes this, in bytes. */
    private static final int SMALL = 64 * 1024;

    private static final int LONGEST_DETAIL = 1_000;

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

    /**
     * Whether the letter goes without the record where Kafka refuses it as too large: by the
     * record, or by what is wrong with it, which can be told at greater length. One that is small
     * was refused by a topic that takes nothing at all, and waits until it does.
     *
     * @param size of the record's key, value and headers, in bytes
     */
    public boolean goesAlone(int size) {
        int reason = headers().values().stream().mapToInt(String::length).sum();
        return size + reason > SMALL;
    }

    /**
     * The headers of a letter that goes without the record's own headers and value. A record that
     * came compressed may be larger than anything that Kafka takes, and would be in the way of all
     * others for ever.
     *
     * @param size of what is left out, in bytes
     */
    public Map<String, String> headersAlone(int size) {
        var why = new Failure(error.type(), error.title(), detail(size));
        var alone = new DeadLetter(why, topic, partition, offset, consumer, attempts);
        var headers = alone.headers();
        headers.put(LEFT_OUT, Integer.toString(size));
        return headers;
    }

    private String detail(int size) {
        String known = error.detail();
        String where =
                "The record of %d bytes does not fit into a dead letter; it lies in %s, partition"
                                .formatted(size, topic)
                        + " %d, offset %d, for as long as that topic keeps it."
                                .formatted(partition, offset);
        return known == null
                ? where
                : known.substring(0, Math.min(known.length(), LONGEST_DETAIL)) + " " + where;
    }
}
