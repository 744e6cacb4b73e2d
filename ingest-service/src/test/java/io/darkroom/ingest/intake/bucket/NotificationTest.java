package io.darkroom.ingest.intake.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications as the stores write them. */
class NotificationTest {
    private static final String AWS =
            """
            {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "us-west-2",
              "eventTime": "1970-01-01T00:00:00.000Z", "eventName": "ObjectCreated:Put",
              "userIdentity": {"principalId": "A"}, "requestParameters": {"sourceIPAddress": "1.2.3.4"},
              "responseElements": {"x-amz-request-id": "C3D"},
              "s3": {"s3SchemaVersion": "1.0", "configurationId": "c",
                "bucket": {"name": "amzn-bucket", "ownerIdentity": {"principalId": "A"}, "arn": "arn:aws:s3:::amzn-bucket"},
                "object": {"key": "Happy+Face.jpg", "size": 1024, "eTag": "d41d8cd98f00b204e9800998ecf8427e",
                  "versionId": "096fKKXTRTtl3on89fVO.nfljtsv6qko", "sequencer": "0055AED6DCD90281E5"}},
              "glacierEventData": {}}]}
            """;
    private static final String MINIO =
            """
            {"EventName": "s3:ObjectCreated:Put", "Key": "drop/in/a b.jpg",
             "Records": [{"eventVersion": "2.0", "eventSource": "minio:s3", "awsRegion": "",
              "eventTime": "2026-11-25T10:00:00.000Z", "eventName": "s3:ObjectCreated:Put",
              "s3": {"s3SchemaVersion": "1.0", "configurationId": "Config",
                "bucket": {"name": "drop", "arn": "arn:aws:s3:::drop"},
                "object": {"key": "in%2Fa+b.jpg", "size": 10, "eTag": "\\"abc\\"", "contentType": "image/jpeg",
                  "userMetadata": {"content-type": "image/jpeg"}, "sequencer": "15B3"}},
              "source": {"host": "127.0.0.1"}}]}
            """;
    private static final String CEPH =
            """
            {"Records": [{"eventVersion": "2.2", "eventSource": "ceph:s3", "awsRegion": "default",
              "eventTime": "2026-11-25T10:00:00.1Z", "eventName": "ObjectCreated:CompleteMultipartUpload",
              "s3": {"s3SchemaVersion": "1.0", "configurationId": "n",
                "bucket": {"name": "drop", "arn": "arn:aws:s3:default::drop", "id": "x"},
                "object": {"key": "in/%C3%BC.jpg", "size": 4, "eTag": "abc-2", "versionId": "", "sequencer": "F7E6", "metadata": [], "tags": []}},
              "eventId": "1.2", "opaqueData": ""}]}
            """;

    @Test
    void readsWhatAwsWrites() {
        assertThat(read(AWS))
                .containsExactly(
                        new Notification(
                                "ObjectCreated:Put",
                                "amzn-bucket",
                                "Happy+Face.jpg",
                                "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                                "d41d8cd98f00b204e9800998ecf8427e"));
        assertThat(read(AWS).getFirst().keys()).containsExactly("Happy Face.jpg", "Happy+Face.jpg");
    }

    @Test
    void readsWhatMinioWrites() {
        var notification = read(MINIO).getFirst();

        assertThat(notification.event()).isEqualTo("ObjectCreated:Put");
        assertThat(notification.keys()).first().isEqualTo("in/a b.jpg");
        assertThat(notification.eTag()).isEqualTo("abc");
        assertThat(notification.version()).isNull();
    }

    @Test
    void readsWhatCephWrites() {
        var notification = read(CEPH).getFirst();

        assertThat(notification.created()).isTrue();
        assertThat(notification.keys()).first().isEqualTo("in/ü.jpg");
        assertThat(notification.version()).isNull();
    }

    @Test
    void aBucketWithoutVersionsHasNone() {
        assertThat(read(AWS.replace("096fKKXTRTtl3on89fVO.nfljtsv6qko", "null")).getFirst())
                .extracting(Notification::version)
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb.jpg, a/b.jpg",
        "a+b.jpg, a b.jpg",
        "a%2Bb.jpg, a+b.jpg",
        "a%20b.jpg, a b.jpg",
        "%E6%97%A5%E6%9C%AC.png, 日本.png",
        "日本.png, 日本.png",
        "plain.jpg, plain.jpg",
        "100%.jpg, 100%.jpg",
        "50%25.jpg, 50%.jpg",
    })
    void keysAreDecoded(String written, String key) {
        assertThat(read(AWS.replace("Happy+Face.jpg", written)).getFirst().keys())
                .first()
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "ObjectCreated:Put, true",
        "s3:ObjectCreated:Post, true",
        "ObjectCreated:Copy, true",
        "s3:ObjectCreated:CompleteMultipartUpload, true",
        "ObjectRemoved:Delete, false",
        "s3:ObjectRemoved:DeleteMarkerCreated, false",
        "ObjectTagging:Put, false",
        "s3:ObjectAccessed:Get, false",
        "ObjectRestore:Completed, false",
    })
    void onlyWhatIsPutCounts(String event, boolean created) {
        var read = read(AWS.replace("ObjectCreated:Put", event));

        assertThat(read.getFirst().created()).isEqualTo(created);
    }

    @Test
    void theTestEventOfAwsIsNoNews() {
        assertThat(
                        read(
                                "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\","
                                        + " \"Bucket\": \"b\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "null",
                "{\"Records\": {}}",
                "{\"Records\": [{}]}",
                "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\":"
                        + " {\"name\": \"b\"}}}]}",
                "{\"Records\": [{\"eventName\": 1, \"s3\": {\"bucket\": {\"name\": \"b\"},"
                        + " \"object\": {\"key\": \"k\"}}}]}"
            })
    void whatIsNoNotificationIsMalformed(String message) {
        assertThatThrownBy(() -> read(message)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aTombstoneIsMalformed() {
        assertThatThrownBy(() -> Notification.read(null))
                .isInstanceOf(MalformedEventException.class);
    }

    private static List<Notification> read(String message) {
        return Notification.read(message.getBytes(StandardCharsets.UTF_8));
    }
}
