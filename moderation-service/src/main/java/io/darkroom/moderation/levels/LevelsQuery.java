package io.darkroom.moderation.levels;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Measures service levels. Counting goes over all that waits, so a result is kept for a moment:
 * many desks that ask at once cost one count.
 */
@Singleton
class LevelsQuery {
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final DataSource database;
    private final String schema;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    LevelsQuery(
            DataSource database,
            @ConfigProperty(name = "quarkus.hibernate-orm.database.default-schema") String schema) {
        this.database = database;
        this.schema = schema;
    }

    private record Kept(Instant at, ServiceLevels levels) {}

    /** Not older than a moment. */
    ServiceLevels of(String tenant) {
        return kept.compute(
                        tenant,
                        (_, before) ->
                                before != null && Instant.now().isBefore(before.at().plus(KEPT))
                                        ? before
                                        : new Kept(Instant.now(), measure(tenant)))
                .levels();
    }

    /** Whose reviews there are. */
    List<String> tenants() {
        return with(connection -> {
            var tenants = new ArrayList<String>();
            try (var statement =
                            connection.prepareStatement(
                                    "select tenant from %s.review_history_head order by tenant"
                                            .formatted(schema));
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tenants.add(rows.getString(1));
                }
            }
            return tenants;
        });
    }

    private ServiceLevels measure(String tenant) {
        return with(connection -> {
            Instant now = Instant.now();
            var byReason = byReason(connection, tenant);
            try (PreparedStatement statement = connection.prepareStatement(counts())) {
                for (int i : new int[] {2, 3, 4}) {
                    statement.setString(i, tenant);
                }
                statement.setTimestamp(1, Timestamp.from(now));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return levels(row, byReason, now);
                }
            }
        });
    }

    private static ServiceLevels levels(ResultSet row, Map<String, Long> byReason, Instant now)
            throws SQLException {
        Timestamp oldest = row.getTimestamp("oldest");
        Instant oldestAt = oldest == null ? null : oldest.toInstant();
        double median = row.getDouble("median");
        Double medianSeconds = row.wasNull() ? null : Double.valueOf(median);
        long decided = row.getLong("sample_decided");
        long agreed = row.getLong("sample_agreed");
        return new ServiceLevels(
                row.getLong("waiting"),
                row.getLong("claimed"),
                oldestAt,
                oldestAt == null ? 0 : Math.max(0, Duration.between(oldestAt, now).toSeconds()),
                byReason,
                row.getLong("last_hour"),
                row.getLong("last_day"),
                row.getLong("approved"),
                medianSeconds,
                new ServiceLevels.Sample(
                        decided, agreed, decided == 0 ? null : (double) agreed / decided));
    }

    private String counts() {
        return """
        select * from
          (select count(*) as waiting, count(*) filter (where lease_until > ?) as claimed, min(created_at) as oldest
             from %1$s.review where tenant = ? and state = 'PENDING') q,
          (select count(*) filter (where decided_at > now() - interval '1 hour') as last_hour, count(*) as last_day,
                  count(*) filter (where verdict = 'APPROVE') as approved,
                  percentile_cont(0.5) within group (order by extract(epoch from decided_at - created_at)) as median
             from %1$s.review where tenant = ? and state = 'DECIDED' and decided_at > now() - interval '1 day') d,
          (select count(*) as sample_decided, count(*) filter (where unchanged) as sample_agreed
             from %1$s.review where tenant = ? and state = 'DECIDED' and reason_codes = 'sample'
              and decided_at > now() - interval '30 days') s
        """
                .formatted(schema);
    }

    private Map<String, Long> byReason(Connection connection, String tenant) throws SQLException {
        var found = new TreeMap<String, Long>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select code, count(*) from (select unnest(reasons) as code from %s.review
                        where tenant = ? and state = 'PENDING') each group by code
                        """
                                .formatted(schema))) {
            statement.setString(1, tenant);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return found;
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T extends @Nullable Object> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("Service levels cannot be measured", e);
        }
    }
}
