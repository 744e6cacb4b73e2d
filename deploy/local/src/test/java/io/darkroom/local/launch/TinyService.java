package io.darkroom.local.launch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A program that lives as a service does: it answers on the port that its environment names. */
public final class TinyService {
    private TinyService() {}

    /** Where {@code tiny.broken} is set it ends at once, as a service that cannot start does. */
    public static void main(String[] arguments) throws IOException {
        if (Boolean.getBoolean("tiny.broken")) {
            System.exit(3);
        }
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/q",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }
}
