package io.darkroom.local.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Which ports of this machine can be listened on. */
public final class FreePort {
    private static final int LOWEST = 20_000;

    /** Linux lends 32,768 and up to outgoing connections, others 49,152 and up. */
    private static final int LOWEST_LENT = 32_768;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * A port that is free now, and that this method has not given before; another process can take
     * it before it is used. Never one of those that systems lend to outgoing connections: such a
     * loan, made between this answer and the use of the port, is what makes servers fail to start.
     *
     * @throws IllegalStateException if none is found
     */
    public static int any() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST_LENT);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + LOWEST + " and " + LOWEST_LENT);
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
