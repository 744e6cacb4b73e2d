package io.darkroom.ingest.upload;

import io.darkroom.local.embedded.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * An upload whose length nobody declares, by a bare socket: it can stop anywhere. The form's head
 * and its file's are sent at once.
 */
final class ChunkedUpload implements AutoCloseable {
    private static final String PART =
            """
            --cut
            Content-Disposition: form-data; name="file"; filename="a.jpg"

            """;

    private final Socket socket;
    private final OutputStream out;

    ChunkedUpload() throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        socket = new Socket("localhost", port);
        out = socket.getOutputStream();
        out.write(
                ascii(
                        """
                        POST /v1/assets HTTP/1.1
                        Host: localhost
                        Authorization: Bearer %s
                        Content-Type: multipart/form-data; boundary=cut
                        Transfer-Encoding: chunked

                        """
                                .formatted(TestServers.API_KEY)));
        chunk(ascii(PART));
    }

    /** Sends bytes of the file. */
    void chunk(byte[] bytes) throws IOException {
        out.write(ascii(Integer.toHexString(bytes.length) + "\n"));
        out.write(bytes);
        out.write(ascii("\n"));
        out.flush();
    }

    /** Sends bytes of the file as the beginning of a chunk that has more of them. */
    void beginOfChunk(int length, byte[] bytes) throws IOException {
        out.write(ascii(Integer.toHexString(length) + "\n"));
        out.write(bytes);
        out.flush();
    }

    /** Sends the form's end. */
    void end() throws IOException {
        chunk(ascii("\n--cut--\n"));
        chunk(new byte[0]);
    }

    /** What comes within half a second of silence; the connection may stay open. */
    String answer() throws IOException {
        var answer = new ByteArrayOutputStream();
        socket.setSoTimeout(10_000);
        try {
            for (int read = socket.getInputStream().read();
                    read >= 0;
                    read = socket.getInputStream().read()) {
                answer.write(read);
                socket.setSoTimeout(500);
            }
        } catch (SocketTimeoutException _) {
            // All that was sent is here.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** With the line ends of HTTP. */
    private static byte[] ascii(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Cuts it, wherever it is. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
