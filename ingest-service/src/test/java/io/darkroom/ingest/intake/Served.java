package io.darkroom.ingest.intake;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** A picture on a web server of this machine, and how often it was asked for. */
public final class Served implements AutoCloseable {
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;

    private Served(HttpServer server) {
        this.server = server;
    }

    public static Served picture(byte[] bytes) throws IOException {
        return picture(bytes, () -> 0);
    }

    /**
     * @param meanwhile is done each time before it is answered
     */
    static Served picture(byte[] bytes, Callable<?> meanwhile) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        var served = new Served(server);
        server.createContext(
                "/",
                exchange -> {
                    served.asked.incrementAndGet();
                    try (exchange) {
                        meanwhile.call();
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    } catch (IOException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                });
        server.start();
        return served;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
