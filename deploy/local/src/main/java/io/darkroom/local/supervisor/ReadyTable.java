package io.darkroom.local.supervisor;

import io.darkroom.local.launch.Endpoints;
import java.nio.file.Path;

/** The one table that says where everything is. */
final class ReadyTable {
    private ReadyTable() {}

    static String of(Endpoints endpoints, Path state) {
        // A key in a fragment never reaches a server's log.
        return """

        Darkroom is ready.

          live page     %1$s/#key=%6$s
          review desk   %2$s/#key=%6$s
          operations    %1$s/ops#key=%6$s
          API           %1$s/v1/assets
          API key       %6$s   (every role)
          Kafka         %3$s
          PostgreSQL    %4$s
          S3            %5$s   (keys in %7$s)
          logs          %8$s

        Ctrl-C stops it; what it stored stays for the next start.
        """
                .formatted(
                        endpoints.ingest(),
                        endpoints.moderation(),
                        endpoints.kafka(),
                        endpoints.postgres(),
                        endpoints.s3().endpoint(),
                        endpoints.apiKey(),
                        StateDirectory.endpoints(state),
                        state.resolve("logs"));
    }
}
