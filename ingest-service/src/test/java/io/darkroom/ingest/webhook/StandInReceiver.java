package io.darkroom.ingest.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A subscriber's own server, which answers as a test tells it to, and 204 otherwise. */
final class StandInReceiver implements AutoCloseable {
    /** An answer that is yet to be given. */
    record Answer(int status, Map<String, String> headers) {}

    /** A request as it came. */
    record Received(String path, Map<String, String> headers, String text) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Semaphore hung = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;

    StandInReceiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The next request is answered so. */
    StandInReceiver answer(int status) {
        return answer(status, Map.of());
    }

    StandInReceiver answer(int status, Map<String, String> headers) {
        answers.add(new Answer(status, headers));
        return this;
    }

    /** No request is answered from now on. */
    StandInReceiver fallSilent() {
        silent = true;
        return this;
    }

    /** Waits until so many requests hang. */
    void awaitHung(int requests) throws InterruptedException {
        hung.acquire(requests);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            received.add(
                    new Received(
                            exchange.getRequestURI().getPath(),
                            headers,
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            if (silent) {
                hung.release();
                closed.await();
                return;
            }
            Answer answer = answers.poll();
            if (answer != null) {
                answer.headers()
                        .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            }
            exchange.sendResponseHeaders(answer == null ? 204 : answer.status(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
