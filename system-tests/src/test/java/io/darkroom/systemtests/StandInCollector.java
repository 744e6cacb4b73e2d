package io.darkroom.systemtests;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Stands in for an OpenTelemetry collector: takes traces over OTLP, protobuf in HTTP, and keeps the
 * spans.
 */
final class StandInCollector implements AutoCloseable {
    /** Numbers of fields in opentelemetry/proto/trace/v1/trace.proto and what it includes. */
    private static final int RESOURCE_SPANS = 1;

    private static final int RESOURCE = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int LINKS = 13;

    private final HttpServer server;
    private final List<Recorded> spans = new CopyOnWriteArrayList<>();

    private StandInCollector(HttpServer server) {
        this.server = server;
    }

    /**
     * A span as it arrived.
     *
     * @param parent its id; empty for a root
     * @param links the traces that it is linked to
     */
    record Recorded(
            String trace,
            String id,
            String parent,
            String name,
            String service,
            List<String> links) {}

    static StandInCollector start() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var collector = new StandInCollector(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/v1/traces",
                    exchange -> {
                        try (exchange) {
                            boolean zipped =
                                    "gzip"
                                            .equals(
                                                    exchange.getRequestHeaders()
                                                            .getFirst("Content-Encoding"));
                            var body = exchange.getRequestBody();
                            collector.take(
                                    (zipped ? new GZIPInputStream(body) : body).readAllBytes());
                            // An empty ExportTraceServiceResponse: everything was taken.
                            exchange.getResponseHeaders()
                                    .add("Content-Type", "application/x-protobuf");
                            exchange.sendResponseHeaders(200, -1);
                        }
                    });
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What has arrived of a trace. */
    List<Recorded> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    /** What has arrived that is linked to a trace. */
    List<Recorded> linkedTo(String id) {
        return spans.stream().filter(span -> span.links().contains(id)).toList();
    }

    private void take(byte[] request) {
        for (byte[] resourceSpans : new WireMessage(request).messages(RESOURCE_SPANS)) {
            var message = new WireMessage(resourceSpans);
            String service = service(message);
            for (byte[] scopeSpans : message.messages(SCOPE_SPANS)) {
                for (byte[] span : new WireMessage(scopeSpans).messages(SPANS)) {
                    spans.add(recorded(new WireMessage(span), service));
                }
            }
        }
    }

    private static Recorded recorded(WireMessage span, String service) {
        var links =
                span.messages(LINKS).stream().map(link -> hex(new WireMessage(link), 1)).toList();
        return new Recorded(
                hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), service, links);
    }

    private static String service(WireMessage resourceSpans) {
        for (byte[] resource : resourceSpans.messages(RESOURCE)) {
            for (byte[] attribute : new WireMessage(resource).messages(1)) {
                var pair = new WireMessage(attribute);
                if (text(pair, 1).equals("service.name")) {
                    return text(new WireMessage(pair.messages(2).getFirst()), 1);
                }
            }
        }
        return "";
    }

    private static String hex(WireMessage message, int field) {
        return message.messages(field).stream()
                .findFirst()
                .map(HexFormat.of()::formatHex)
                .orElse("");
    }

    private static String text(WireMessage message, int field) {
        return message.messages(field).stream()
                .findFirst()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
