package io.darkroom.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;

/** What lies in the stores, seen past the services. */
final class Stores {
    private final RunningDarkroom darkroom;

    Stores(RunningDarkroom darkroom) {
        this.darkroom = darkroom;
    }

    /** The keys in a bucket. */
    Set<String> keys(String bucket) {
        JsonNode s3 = darkroom.endpoints().path("s3");
        var store =
                new S3ObjectStore(
                        S3Settings.of(
                                URI.create(s3.path("endpoint").asText()),
                                s3.path("accessKey").asText(),
                                s3.path("secretKey").asText()));
        try (var entries = store.list(bucket, "")) {
            return entries.map(entry -> entry.ref())
                    .map(ObjectRef::key)
                    .collect(Collectors.toSet());
        }
    }

    /** The one number that a query answers. */
    long count(String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:" + darkroom.endpoints().path("postgres").asText());
                var result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
