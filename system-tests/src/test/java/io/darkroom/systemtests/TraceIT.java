package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.contracts.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * One upload is one trace: over every service, to the published event and the webhook that tells of
 * it.
 */
class TraceIT {
    /** The span of whoever uploads. */
    private static final String CALLER = "b7ad6b7169203331";

    private static final Set<String> SERVICES =
            Set.of("ingest-service", "caption-service", "transform-service", "moderation-service");

    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);

    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void anUploadThatIsReviewedIsOneTraceOverAllServices() {
        UUID id = upload("{\"moderation\": \"required\"}");
        backend.settled(List.of(id), Duration.ofMinutes(2));

        var spans =
                await("spans of all services")
                        .atMost(Duration.ofMinutes(1))
                        .until(
                                () -> darkroom.collector().trace(trace),
                                all ->
                                        services(all).containsAll(SERVICES)
                                                && orphans(all).isEmpty());
        System.out.println("The trace of asset " + id + ":\n" + tree(spans, CALLER, ""));
        assertThat(spans)
                .extracting(StandInCollector.Recorded::name)
                .contains("process caption", "process auto-tag", "process smart-crop");
        backend.decide(backend.review(id), "APPROVE", List.of());
        var decisions =
                await("the decision's own trace")
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> darkroom.collector().linkedTo(trace), all -> !all.isEmpty());
        assertThat(decisions)
                .singleElement()
                .returns("decide review", StandInCollector.Recorded::name)
                .returns("moderation-service", StandInCollector.Recorded::service)
                .extracting(StandInCollector.Recorded::trace)
                .isNotEqualTo(trace);
    }

    @Test
    void thePublishedEventAndTheWebhookBelongToTheTraceOfTheUpload() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        HttpServer receiver = receiver(heard);
        try {
            subscribe(receiver);

            UUID id = upload("{\"moderation\": \"skip\"}");

            await("webhook of this trace")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> heard.stream().anyMatch(each -> each.startsWith("00-" + trace)));
            assertThat(darkroom.records(Topics.ASSET_ENRICHED))
                    .filteredOn(record -> record.key().equals(id.toString()))
                    .isNotEmpty()
                    .allSatisfy(record ->
                            assertThat(record.headers().lastHeader("traceparent").value())
                                    .asString()
                                    .startsWith("00-" + trace));
        } finally {
            receiver.stop(0);
        }
    }

    private UUID upload(String request) {
        return Backend.parse(
                        backend.ingest()
                                .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
                                .multiPart(
                                        "file", "t.jpg", Pictures.jpeg(800, 600, 77), "image/jpeg")
                                .multiPart("request", request, "application/json")
                                .post("/v1/assets")
                                .then()
                                .statusCode(202)
                                .extract()
                                .asByteArray())
                .id();
    }

    private static Set<String> services(List<StandInCollector.Recorded> spans) {
        return spans.stream().map(StandInCollector.Recorded::service).collect(Collectors.toSet());
    }

    /** Spans whose parent nobody recorded, but for the caller's own. */
    private static List<StandInCollector.Recorded> orphans(List<StandInCollector.Recorded> spans) {
        var ids = spans.stream().map(StandInCollector.Recorded::id).collect(Collectors.toSet());
        return spans.stream()
                .filter(span -> !ids.contains(span.parent()))
                .filter(span -> !span.parent().equals(CALLER))
                .toList();
    }

    private static String tree(
            List<StandInCollector.Recorded> spans, String parent, String indent) {
        Map<String, List<StandInCollector.Recorded>> children = new HashMap<>();
        spans.forEach(span ->
                children.computeIfAbsent(span.parent(), _ -> new java.util.ArrayList<>())
                        .add(span));
        return children.getOrDefault(parent, List.of()).stream()
                .map(span ->
                        indent
                                + span.service()
                                + ": "
                                + span.name()
                                + "\n"
                                + tree(spans, span.id(), indent + "  "))
                .collect(Collectors.joining());
    }

    private static HttpServer receiver(LinkedBlockingQueue<String> heard) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        String trace = exchange.getRequestHeaders().getFirst("traceparent");
                        if (trace != null) {
                            heard.add(trace);
                        }
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        server.start();
        return server;
    }

    private void subscribe(HttpServer receiver) {
        backend.ingest()
                .contentType("application/json")
                .body(
                        Map.of(
                                "url",
                                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                                "events",
                                List.of("asset.enriched")))
                .post("/v1/webhooks")
                .then()
                .statusCode(201);
    }
}
