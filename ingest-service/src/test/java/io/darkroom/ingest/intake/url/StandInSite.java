package io.darkroom.ingest.intake.url;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for a stranger's site, at every loopback address: answers well or badly, as the path
 * asks it to, and counts who gets through.
 */
final class StandInSite implements AutoCloseable {
    private final AtomicInteger reached = new AtomicInteger();
    private final HttpServer server;

    private StandInSite(HttpServer server) {
        this.server = server;
    }

    static StandInSite open() throws IOException {
        var site = new StandInSite(HttpServer.create(new InetSocketAddress(0), 0));
        site.server.createContext("/", site::answer);
        site.server.start();
        return site;
    }

    /** How many requests came since it was told to forget. */
    int reached() {
        return reached.get();
    }

    void forget() {
        reached.set(0);
    }

    /** A URL of this site by any name of its machine. */
    String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        reached.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        String[] steps = path.split("/", 4);
        try (exchange) {
            switch (steps[1]) {
                case "to" -> redirect(exchange, url(steps[2], "/picture"));
                case "loop" -> redirect(exchange, "/loop");
                case "redirect" -> {
                    int left = Integer.parseInt(steps[2]);
                    redirect(exchange, left == 1 ? "/picture" : "/redirect/" + (left - 1));
                }
                case "status" -> exchange.sendResponseHeaders(Integer.parseInt(steps[2]), -1);
                case "gzip" -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    send(exchange, "picture");
                }
                case "cut" -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(1);
                }
                case "declared" -> {
                    exchange.sendResponseHeaders(200, 1L << 40);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                }
                case "endless" -> endless(exchange, 64 * 1024, 0);
                case "silent" -> pause(1_500);
                case "dripping" -> endless(exchange, 1, 100);
                default -> send(exchange, "picture");
            }
        }
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Until the reader goes away. */
    private static void endless(HttpExchange exchange, int bytes, int pauseMs) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(new byte[bytes]);
            exchange.getResponseBody().flush();
            pause(pauseMs);
        }
    }

    /** A server's own slowness; no test waits for it. */
    private static void pause(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
