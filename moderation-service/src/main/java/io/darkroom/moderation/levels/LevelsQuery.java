package io.darkroom.moderation.levels;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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
    private static final Pattern CODES = Pattern.compile("\\S+");

    private final DataSource database;
    private final String schema;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    LevelsQuery(
            DataSource database,
            @ConfigProperty(name = "quarkus.hibernate-orm.database.default-schema") String schema) {
        this.database = database;
        this.schema = schema;
    }

    /** At what {@link System#nanoTime()} they were measured: the clock may be set back. */
    private record Kept(long at, ServiceLevels levels) {
        boolean isRecent() {
            return System.nanoTime() - at < KEPT.toNanos();
        }
    }

    /** Not older than a moment. */
    ServiceLevels of(String tenant) {
        return kept.compute(
                        tenant,
                        (_, before) ->
                                before != null && before.isRecent()
                                        ? before
                                        : new Kept(System.nanoTime(), measure(tenant)))
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
            Waiting waiting = waiting(connection, tenant);
            try (PreparedStatement statement = connection.prepareStatement(decided())) {
                statement.setString(1, tenant);
                statement.setString(2, tenant);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return levels(row, waiting);
                }
            }
        });
    }

    private static ServiceLevels levels(ResultSet row, Waiting waiting) throws SQLException {
        double median = row.getDouble("median");
        Double medianSeconds = row.wasNull() ? null : Double.valueOf(median);
        long decided = row.getLong("sample_decided");
        long agreed = row.getLong("sample_agreed");
        return new ServiceLevels(
                waiting.items(),
                waiting.claimed(),
                waiting.oldest(),
                waiting.oldestAgeSeconds(),
                waiting.byReason(),
                row.getLong("last_hour"),
                row.getLong("last_day"),
                row.getLong("approved"),
                medianSeconds,
                new ServiceLevels.Sample(
                        decided, agreed, decided == 0 ? null : (double) agreed / decided));
    }

    private String decided() {
        return """
        select * from
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

    private record Waiting(
            long items,
            long claimed,
            @Nullable Instant oldest,
            long oldestAgeSeconds,
            Map<String, Long> byReason) {}

    /** By the sets of reasons, of which there are few: so the database reads an index alone. */
    private Waiting waiting(Connection connection, String tenant) throws SQLException {
        long items = 0;
        long claimed = 0;
        Instant oldest = null;
        long oldestAgeSeconds = 0;
        var byReason = new TreeMap<String, Long>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select reason_codes, count(*) as items, count(*) filter (where lease_until > now()) as claimed,
                               min(created_at) as oldest, extract(epoch from now() - min(created_at)) as oldest_age
                          from %s.review where tenant = ? and state = 'PENDING' group by reason_codes
                        """
                                .formatted(schema))) {
            statement.setString(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long some = row.getLong("items");
                    items += some;
                    claimed += row.getLong("claimed");
                    Instant since = row.getTimestamp("oldest").toInstant();
                    oldest = oldest == null || since.isBefore(oldest) ? since : oldest;
                    oldestAgeSeconds = Math.max(oldestAgeSeconds, row.getLong("oldest_age"));
                    CODES.matcher(row.getString("reason_codes"))
                            .results()
                            .forEach(code -> byReason.merge(code.group(), some, Long::sum));
                }
            }
        }
        return new Waiting(items, claimed, oldest, oldestAgeSeconds, byReason);
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
