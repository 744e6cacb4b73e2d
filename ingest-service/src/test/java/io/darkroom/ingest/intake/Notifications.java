package io.darkroom.ingest.intake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Notifications as MinIO writes them. */
public final class Notifications {
    private Notifications() {}

    public static String created(String bucket, String key) {
        return message(record("s3:ObjectCreated:Put", bucket, key));
    }

    public static String removed(String bucket, String key) {
        return message(record("s3:ObjectRemoved:Delete", bucket, key));
    }

    public static String message(String... records) {
        return "{\"Records\": [" + String.join(",", records) + "]}";
    }

    public static String record(String event, String bucket, String key) {
        return """
        {"eventVersion": "2.0", "eventSource": "minio:s3", "eventName": "%s",
         "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s", "sequencer": "1"}}}
        """
                .formatted(event, bucket, URLEncoder.encode(key, StandardCharsets.UTF_8));
    }
}
