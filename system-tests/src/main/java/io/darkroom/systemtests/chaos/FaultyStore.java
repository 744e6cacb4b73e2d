package io.darkroom.systemtests.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the services and the object store, and passes bytes on until it is told to fail in
 * one of the ways in which stores and the networks before them fail.
 */
final class FaultyStore implements AutoCloseable {
    private static final int SLOW_MS = 1500;
    private static final int CUT_AFTER = 4096;

    /** How it behaves. */
    enum Mode {
        /** As if it were not there. */
        PASS,
        /** Closes every connection. */
        DOWN,
        /** Each answer waits. */
        SLOW,
        /** Answers 503 as S3 does when it is asked too much. */
        UNAVAILABLE,
        /** Ends the connection in the middle of what is read. */
        CUT,
        /** Reads go on, writes are answered as by a store whose disk is full. */
        FULL
    }

    private final int storePort;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.PASS;

    FaultyStore(int storePort) {
        this.storePort = storePort;
        try {
            this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Connections that are open end: what is in the middle of something feels the change. */
    void set(Mode next) {
        mode = next;
        open.forEach(FaultyStore::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            switch (mode) {
                case DOWN -> {}
                case UNAVAILABLE -> refuse(client, "503 Service Unavailable", "SlowDown");
                case FULL -> serveReads(client);
                default -> pass(client, new BufferedInputStream(client.getInputStream()), "");
            }
        } catch (IOException _) {
            // Either side is gone, which is what this class is for.
        } finally {
            open.remove(client);
        }
    }

    private void serveReads(Socket client) throws IOException {
        var in = new BufferedInputStream(client.getInputStream());
        var head = RequestHead.read(in);
        if (head.isWrite()) {
            in.skipNBytes(head.contentLength());
            answer(client, "507 Insufficient Storage", "XMinioStorageFull");
        } else {
            pass(client, in, head.forOneRequest());
        }
    }

    private static void refuse(Socket client, String status, String code) throws IOException {
        var in = new BufferedInputStream(client.getInputStream());
        in.skipNBytes(RequestHead.read(in).contentLength());
        answer(client, status, code);
    }

    private static void answer(Socket client, String status, String code) throws IOException {
        String body =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
                        .formatted(code, status);
        String head =
                "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(status, body.length());
        client.getOutputStream()
                .write((head + body).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /**
     * @param read what was read of the request already
     */
    private void pass(Socket client, InputStream fromClient, String read) throws IOException {
        try (var store = new Socket(InetAddress.getLoopbackAddress(), storePort)) {
            open.add(store);
            store.getOutputStream()
                    .write(read.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            Thread up = Thread.ofVirtual().start(() -> pump(fromClient, store));
            deliver(store.getInputStream(), client.getOutputStream());
            closeQuietly(client);
            up.interrupt();
            open.remove(store);
        }
    }

    private static void pump(InputStream from, Socket to) {
        try {
            from.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            closeQuietly(to);
        }
    }

    private void deliver(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[16 * 1024];
        int passed = 0;
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            if (mode == Mode.SLOW) {
                sleep();
            }
            if (mode == Mode.CUT && passed + count > CUT_AFTER) {
                to.write(buffer, 0, Math.min(count, CUT_AFTER));
                return;
            }
            passed += count;
            to.write(buffer, 0, count);
        }
    }

    private static void sleep() throws IOException {
        try {
            Thread.sleep(SLOW_MS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed, then.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FaultyStore::closeQuietly);
    }
}
