package io.darkroom.ingest.intake.url;

import io.darkroom.ingest.intake.Spool;
import io.darkroom.ingest.intake.SpooledFile;
import io.darkroom.ingest.upload.FileName;
import io.darkroom.service.net.AddressPolicy;
import io.darkroom.service.net.AddressRefusedException;
import io.darkroom.service.net.GuardedHttp;
import io.darkroom.service.net.OutboundUrl;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files from URLs that uploaders name. Every URL, that of a redirect too, is vetted by
 * {@link OutboundUrl}, and every address by the socket that connects to it ({@link GuardedHttp}).
 * Bounded in time, bytes and redirects; a compressed answer is refused rather than unpacked.
 */
@ApplicationScoped
public class UrlFetcher {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String PLACE = "/url";

    private final Spool spool;
    private final FetchConfig config;
    private final Set<Integer> ports;
    private final OkHttpClient client;

    @Inject
    UrlFetcher(Spool spool, FetchConfig config) {
        this(spool, config, Dns.SYSTEM);
    }

    UrlFetcher(Spool spool, FetchConfig config, Dns resolver) {
        this.spool = spool;
        this.config = config;
        this.ports = config.ports().contains(0) ? Set.of() : config.ports();
        var policy = AddressPolicy.allowing(config.allowedNetworks().orElse(List.of()));
        this.client =
                GuardedHttp.client(policy, resolver)
                        .connectTimeout(config.connectTimeout())
                        .readTimeout(config.readTimeout())
                        .build();
    }

    /**
     * Fetches what lies at the URL. Blocks.
     *
     * @throws ProblemException {@code fetch-refused}, {@code fetch-failed} or {@code
     *     file-too-large}; then nothing is left of it
     */
    public Fetched fetch(String text) {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        try {
            HttpUrl url = OutboundUrl.parse(text, ports);
            return new Fetched(follow(url, deadline), fileName(url), reference(url));
        } catch (AddressRefusedException e) {
            throw refused(e, e.getMessage());
        } catch (InterruptedIOException e) {
            throw failed(e, "The server did not send the whole file in time");
        } catch (IOException e) {
            if (AddressRefusedException.isBehind(e)) {
                throw refused(e, "The host has an address that is not public");
            }
            throw failed(e, "The connection failed before the whole file had come");
        }
    }

    private SpooledFile follow(HttpUrl first, long deadline) throws IOException {
        HttpUrl url = first;
        for (int hop = 0; hop <= config.maxRedirects(); hop++) {
            try (Response answer = ask(url, deadline)) {
                if (!REDIRECTS.contains(answer.code())) {
                    return file(answer);
                }
                url = target(url, answer);
            }
        }
        throw failed(null, "There are more than %d redirects".formatted(config.maxRedirects()));
    }

    private Response ask(HttpUrl url, long deadline) throws IOException {
        var request =
                new Request.Builder()
                        .url(url)
                        .header("User-Agent", "Darkroom")
                        .header("Accept", "image/*")
                        // Said here, OkHttp unpacks nothing by itself.
                        .header("Accept-Encoding", "identity")
                        .build();
        var call = client.newCall(request);
        long left = deadline - System.nanoTime();
        call.timeout().timeout(Math.max(1, left), TimeUnit.NANOSECONDS);
        return call.execute();
    }

    private HttpUrl target(HttpUrl from, Response answer) throws AddressRefusedException {
        String location = answer.header("Location");
        HttpUrl target = location == null ? null : from.resolve(location);
        if (target == null) {
            throw failed(null, "A redirect leads to no http or https URL");
        }
        if (from.isHttps() && !target.isHttps()) {
            throw refused(null, "A redirect leads from https to http");
        }
        return OutboundUrl.require(target, ports);
    }

    private SpooledFile file(Response answer) throws IOException {
        if (answer.code() != 200) {
            throw failed(null, "The server answered with status " + answer.code());
        }
        String encoding = answer.header("Content-Encoding", "identity");
        if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("identity")) {
            throw failed(null, "The server sends the file compressed, which nobody asked for");
        }
        spool.requireSize(answer.body().contentLength());
        return spool.write(answer.body().byteStream());
    }

    private static @Nullable String fileName(HttpUrl url) {
        return FileName.clean(url.pathSegments().getLast());
    }

    private static String reference(HttpUrl url) {
        return url.newBuilder().query(null).fragment(null).build().toString();
    }

    private static ProblemException refused(@Nullable Exception e, @Nullable String detail) {
        return problem(ProblemType.FETCH_REFUSED, e, String.valueOf(detail));
    }

    private static ProblemException failed(@Nullable Exception e, String detail) {
        return problem(ProblemType.FETCH_FAILED, e, detail);
    }

    private static ProblemException problem(
            ProblemType type, @Nullable Exception e, String detail) {
        return new ProblemException(type.because(detail, Problem.Place.at(PLACE, detail)), e);
    }

    @PreDestroy
    void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
