package io.darkroom.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which ports of this machine can be listened on. */
public final class FreePort {
    private FreePort() {}

    /** A port that the system says is free now; another process can take it before it is used. */
    public static int any() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on the loopback interface", e);
        }
    }

    /**
     * The wanted port, or the next higher one that is free.
     *
     * @throws IllegalStateException if none of the hundred from the wanted one is free
     */
    public static int from(int wanted) {
        for (int port = wanted; port < wanted + 100 && port <= 65_535; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "No free port in the hundred from " + wanted + "; name another with --port-base");
    }

    /** Whether nobody listens on the port, neither on the loopback interface nor on all of them. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
