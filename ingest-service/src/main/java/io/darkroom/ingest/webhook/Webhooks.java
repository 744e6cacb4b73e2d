package io.darkroom.ingest.webhook;

import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.ingest.sql.Sql;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The endpoints of tenants. Every method blocks. */
@ApplicationScoped
class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    private static final String COLUMNS =
            " id, url, events, description, enabled, disabled_because, created_at,"
                    + " last_success_at, CASE WHEN old_secret_until > now() THEN old_secret_until"
                    + " END AS old_secret_until ";

    /** The bound is asked in the statement that adds; two at once may pass it by one. */
    private static final String ADD =
            """
            INSERT INTO {schema}.webhook
                (id, tenant, url, events, description, enabled, secret, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, now()
            WHERE (SELECT count(*) FROM {schema}.webhook WHERE tenant = $2) < $8
            RETURNING
            """
                    + COLUMNS;

    private static final String CHANGE =
            """
            UPDATE {schema}.webhook SET url = $3, events = $4, description = $5, enabled = $6,
                disabled_because = CASE WHEN $6 THEN NULL ELSE
                    coalesce(disabled_because, 'A person disabled it') END
            WHERE id = $1 AND tenant = $2
            RETURNING
            """
                    + COLUMNS;

    private static final String ROTATE =
            """
            UPDATE {schema}.webhook SET secret = $3, old_secret = secret,
                old_secret_until = now() + make_interval(hours => $4)
            WHERE id = $1 AND tenant = $2
            RETURNING
            """
                    + COLUMNS;

    private static final String CANCEL =
            """
            UPDATE {schema}.webhook_delivery
            SET status = 'CANCELLED', leased_until = NULL, ended_at = now()
            WHERE webhook_id = $1 AND status = 'PENDING'
            """;

    private static final String DISABLE =
            """
            UPDATE {schema}.webhook SET enabled = false, disabled_because = $2
            WHERE id = $1 AND enabled
            """;

    private static final String SILENT =
            DISABLE
                    + """
                    AND (last_success_at IS NULL OR last_success_at <
                        (SELECT created_at FROM {schema}.webhook_delivery WHERE id = $3))
                    """;

    private final Sql sql;
    private final SecretSeal seal;
    private final WebhookUrls urls;
    private final WebhookConfig config;

    Webhooks(Sql sql, SecretSeal seal, WebhookUrls urls, WebhookConfig config) {
        this.sql = sql;
        this.seal = seal;
        this.urls = urls;
        this.config = config;
    }

    /**
     * Adds an endpoint; its secret is in this answer and in no other.
     *
     * @throws ProblemException {@code webhook-url-refused} or {@code webhook-limit-reached}
     */
    WebhookView add(String tenant, WebhookRequest asked) {
        urls.require(asked.url());
        UUID id = Uuid7.at(Instant.now());
        var secret = SigningSecret.random();
        return sql
                .query(
                        ADD,
                        Webhooks::read,
                        id,
                        tenant,
                        asked.url(),
                        types(asked),
                        asked.description(),
                        asked.isEnabled(),
                        Buffer.buffer(seal.seal(id, secret)),
                        config.maxPerTenant())
                .stream()
                .findFirst()
                .orElseThrow(() ->
                        ProblemType.WEBHOOK_LIMIT_REACHED.exception(
                                "The tenant has %d webhooks already; delete one that is not used"
                                        .formatted(config.maxPerTenant())))
                .showing(secret);
    }

    List<WebhookView> all(String tenant) {
        return sql.query(
                "SELECT" + COLUMNS + "FROM {schema}.webhook WHERE tenant = $1 ORDER BY id",
                Webhooks::read,
                tenant);
    }

    /** The endpoint; {@code webhook-not-found} where the tenant has none of this id. */
    WebhookView one(String tenant, UUID id) {
        return found(
                id,
                sql.query(
                        "SELECT" + COLUMNS + "FROM {schema}.webhook WHERE id = $1 AND tenant = $2",
                        Webhooks::read,
                        id,
                        tenant));
    }

    /** Changes all that a request says; what is owed to one that is disabled is not sent. */
    WebhookView change(String tenant, UUID id, WebhookRequest asked) {
        urls.require(asked.url());
        var changed =
                found(
                        id,
                        sql.query(
                                CHANGE,
                                Webhooks::read,
                                id,
                                tenant,
                                asked.url(),
                                types(asked),
                                asked.description(),
                                asked.isEnabled()));
        if (!changed.enabled()) {
            sql.update(CANCEL, id);
        }
        return changed;
    }

    /** Gives the endpoint another secret; the old one signs too for so many hours. */
    WebhookView rotate(String tenant, UUID id, int hours) {
        var secret = SigningSecret.random();
        var sealed = Buffer.buffer(seal.seal(id, secret));
        return found(id, sql.query(ROTATE, Webhooks::read, id, tenant, sealed, hours))
                .showing(secret);
    }

    /** Removes the endpoint with its log. */
    void remove(String tenant, UUID id) {
        if (sql.update("DELETE FROM {schema}.webhook WHERE id = $1 AND tenant = $2", id, tenant)
                == 0) {
            throw missing(id);
        }
    }

    /** Sends the endpoint nothing more until somebody enables it again. */
    void disable(UUID id, String why) {
        ended(id, why, sql.update(DISABLE, id, why));
    }

    /** The same, if it has taken nothing since this delivery came to be. */
    void disableIfSilent(UUID id, UUID delivery) {
        String why = "No message was taken for as long as the schedule of attempts lasts";
        ended(id, why, sql.update(SILENT, id, why, delivery));
    }

    private void ended(UUID id, String why, int changed) {
        if (changed > 0) {
            sql.update(CANCEL, id);
            LOG.warnf("A webhook was disabled webhookId=%s cause=%s", id, why);
        }
    }

    private static String[] types(WebhookRequest asked) {
        return asked.events().stream().map(WebhookEvent::type).toArray(String[]::new);
    }

    private static WebhookView found(UUID id, List<WebhookView> rows) {
        return rows.stream().findFirst().orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(UUID id) {
        return ProblemType.WEBHOOK_NOT_FOUND.exception("There is no webhook '" + id + "'");
    }

    private static WebhookView read(Row row) {
        return new WebhookView(
                row.getUUID("id"),
                row.getString("url"),
                Stream.of(row.getArrayOfStrings("events")).map(WebhookEvent::of).toList(),
                row.getString("description"),
                row.getBoolean("enabled"),
                row.getString("disabled_because"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("last_success_at")),
                instant(row.getOffsetDateTime("old_secret_until")),
                null);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
