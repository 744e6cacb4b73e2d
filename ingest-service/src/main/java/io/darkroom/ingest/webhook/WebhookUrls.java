package io.darkroom.ingest.webhook;

import io.darkroom.service.net.AddressPolicy;
import io.darkroom.service.net.AddressRefusedException;
import io.darkroom.service.net.OutboundUrl;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Which URLs endpoints may have. A host that is an address is looked at here, so that who adds it
 * learns of it; a name is resolved, and looked at, whenever something is sent to it.
 */
@Singleton
class WebhookUrls {
    private final AddressPolicy policy;
    private final boolean httpAllowed;

    WebhookUrls(WebhookConfig config) {
        this.policy = AddressPolicy.allowing(config.allowedNetworks().orElse(List.of()));
        this.httpAllowed = config.allowHttp();
    }

    /**
     * Lets the URL pass.
     *
     * @throws ProblemException {@code webhook-url-refused}
     */
    void require(String text) {
        try {
            HttpUrl url = OutboundUrl.parse(text, Set.of());
            if (!url.isHttps() && !httpAllowed) {
                throw refused("must begin with https://");
            }
            if (url.host().matches("[0-9.]+|.*:.*")) {
                policy.require(InetAddress.ofLiteral(url.host()));
            }
        } catch (AddressRefusedException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException refused(String why) {
        return ProblemType.WEBHOOK_URL_REFUSED.exception(
                "The webhook's URL is not one that messages are sent to.",
                Problem.Place.at("/url", why));
    }
}
