package io.darkroom.ingest.webhook;

import io.darkroom.contracts.RetryAfter;
import io.darkroom.service.net.AddressPolicy;
import io.darkroom.service.net.AddressRefusedException;
import io.darkroom.service.net.GuardedHttp;
import io.darkroom.service.net.OutboundUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One signed request to one endpoint. Follows no redirect and reads no body: what the endpoint says
 * beyond its status is of no use here, and could come from where nobody should look.
 *
 * <p>Made when the first is sent, unlike a singleton, and not while the service starts: the client
 * reads all authorities that Java knows.
 */
@ApplicationScoped
class WebhookSender {
    private static final MediaType JSON = MediaType.get("application/json");

    private final SecretSeal seal;
    private final WebhookTraces traces;
    private final OkHttpClient http;

    WebhookSender(WebhookConfig config, SecretSeal seal, WebhookTraces traces) {
        this.seal = seal;
        this.traces = traces;
        this.http =
                GuardedHttp.client(
                                AddressPolicy.allowing(config.allowedNetworks().orElse(List.of())))
                        .callTimeout(config.timeout())
                        .connectTimeout(config.timeout())
                        .readTimeout(config.timeout())
                        .writeTimeout(config.timeout())
                        .retryOnConnectionFailure(false)
                        .build();
    }

    /** Sends, and says what came of it. Blocks for as long as the endpoint may take. */
    Attempt send(DueDelivery delivery) {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        try (var trace = traces.begin(delivery);
                Response response =
                        http.newCall(request(delivery, at, trace.traceparent())).execute()) {
            return new Attempt(
                    at,
                    since(begun),
                    response.code(),
                    response.isSuccessful() ? null : "The endpoint answered " + response.code(),
                    RetryAfter.of(
                            Optional.ofNullable(response.header("Retry-After")), Instant.now()));
        } catch (IOException e) {
            return failed(at, begun, words(e));
        } catch (IllegalStateException e) {
            return failed(at, begun, e.getMessage());
        }
    }

    private Request request(DueDelivery delivery, Instant at, String traceparent)
            throws IOException {
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        String id = delivery.message().toString();
        long timestamp = at.getEpochSecond();
        String signatures =
                delivery.sealed().stream()
                        .map(stored -> seal.open(delivery.webhook(), stored))
                        .map(secret -> secret.sign(id, timestamp, body))
                        .collect(Collectors.joining(" "));
        var request =
                new Request.Builder()
                        .url(OutboundUrl.parse(delivery.url(), Set.of()))
                        .header("User-Agent", "Darkroom-Webhooks/1.0")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(timestamp))
                        .header("webhook-signature", signatures)
                        .post(RequestBody.create(body, JSON));
        if (!traceparent.isEmpty()) {
            request.header("traceparent", traceparent);
        }
        return request.build();
    }

    private static Attempt failed(Instant at, long begun, @Nullable String why) {
        return new Attempt(at, since(begun), null, why, Optional.empty());
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The exception's own words may name addresses of the network that this service runs in. */
    private static String words(IOException e) {
        if (AddressRefusedException.isBehind(e)) {
            return "The address is not one that webhooks are sent to";
        }
        return switch (e) {
            case UnknownHostException _ -> "The host has no address";
            case InterruptedIOException _ -> "The endpoint did not answer in time";
            case SSLException _ -> "The TLS handshake failed";
            default -> "The connection failed";
        };
    }
}
