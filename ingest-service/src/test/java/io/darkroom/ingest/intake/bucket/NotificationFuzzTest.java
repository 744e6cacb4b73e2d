package io.darkroom.ingest.intake.bucket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.darkroom.contracts.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a store writes: notifications, or a reason why it is none. */
class NotificationFuzzTest {
    static Stream<byte[]> messages() {
        return Stream.of(
                        "{\"Records\": [{\"eventName\": \"s3:ObjectCreated:Put\", \"s3\":"
                            + " {\"bucket\": {\"name\": \"b\"}, \"object\": {\"key\": \"a+b%2Fc\","
                            + " \"eTag\": \"e\", \"sequencer\": \"1\"}}}]}",
                        "{\"Event\": \"s3:TestEvent\"}", "{\"Records\": []}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("messages")
    @FuzzTest(maxDuration = "10m")
    void reads(byte[] bytes) {
        try {
            Notification.read(bytes);
        } catch (MalformedEventException _) {
            // Dead-lettered with the reason.
        }
    }
}
