package io.darkroom.ingest.edit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.local.embedded.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A client that closes its connection while its request is in the middle of a transaction. */
@QuarkusTest
class LeavingClientTest {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus fills it in
    URI address;

    @Inject DataSource database;
    @Inject MeterRegistry meters;
    @Inject Assets assets;

    @Test
    void whatItAskedForIsDone() throws IOException, SQLException {
        UUID id = assets.upload("{}");
        double before = requests();
        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT id FROM ingest.asset WHERE id = '" + id + "' FOR UPDATE");
            try (var _ = edit(id)) {
                Awaitility.await().until(() -> requests() > before && waiting() > 0);
            }
            Awaitility.await().until(() -> requests() <= before);
            other.rollback();
        }

        Awaitility.await().until(() -> !assets.record(id).captions().isEmpty());
        assertThat(assets.record(id).captions())
                .singleElement()
                .satisfies(caption -> assertThat(caption.alt()).isEqualTo("A laid table"));
    }

    private Socket edit(UUID id) throws IOException {
        String patch = "{\"captions\": [{\"language\": \"en\", \"alt\": \"A laid table\"}]}";
        String request =
                """
                PATCH /v1/assets/%s HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                If-Match: "%d"
                Content-Type: %s
                Content-Length: %d

                """
                        .formatted(
                                id,
                                TestServers.API_KEY,
                                assets.record(id).revision(),
                                EditResource.MERGE_PATCH,
                                patch.length())
                        .replace("\n", "\r\n");
        var client = new Socket(address.getHost(), address.getPort());
        client.getOutputStream().write((request + patch).getBytes(US_ASCII));
        return client;
    }

    /** Transactions that wait for a row. */
    private static long waiting() {
        return Database.number(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    /** Requests that the service believes somebody waits for. */
    private double requests() {
        return meters.get("http.server.active.requests").gauge().value();
    }
}
