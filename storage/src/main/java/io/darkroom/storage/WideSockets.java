package io.darkroom.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets that gather what is written. OkHttp hands content on in pieces of 8 KiB (Okio's
 * segments), and a system call for each of them is more than half of what sending a picture takes
 * (ADR 0046). It flushes at the end of each request, and they send that end at once: by itself the
 * system keeps a last piece that fills no segment until all before it is acknowledged, for which
 * the other side may take 40 ms.
 */
final class WideSockets extends SocketFactory {
    private static final int BYTES = 128 * 1024;

    @Override
    public Socket createSocket() throws SocketException {
        var socket =
                new Socket() {
                    @Override
                    public OutputStream getOutputStream() throws IOException {
                        return new BufferedOutputStream(super.getOutputStream(), BYTES);
                    }
                };
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw unconnected();
    }

    /** OkHttp connects them itself. */
    private static UnsupportedOperationException unconnected() {
        return new UnsupportedOperationException("These sockets are connected by their user");
    }
}
