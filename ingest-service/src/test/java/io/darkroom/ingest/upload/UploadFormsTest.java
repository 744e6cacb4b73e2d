package io.darkroom.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.darkroom.ingest.intake.TestConfig;
import io.darkroom.ingest.spool.SpoolFolder;
import io.darkroom.service.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFormsTest {
    private static final String TYPE = "multipart/form-data; boundary=edge";
    private static final int MAX_REQUEST = 64 * 1024;

    @TempDir private Path directory;

    private UploadForms forms;

    @BeforeEach
    void open() {
        forms = forms(Map.of());
    }

    private UploadForms forms(Map<String, String> settings) {
        var config = TestConfig.of(settings).mapping(UploadConfig.class);
        return new UploadForms(
                new SpoolFolder(directory),
                config,
                new UploadMemory(config),
                new UploadsUnderWay());
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(directory).isEmptyDirectory();
    }

    /** Whatever stands in a file, and however it is cut up on its way, it arrives as it was. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 8192, 64 * 1024})
    void aFileArrivesByteForByte(int piece) throws IOException {
        byte[] content = awkward(piece == 1 ? 3_000 : 400_000);

        try (var form = forms.read(new Pieces(body(content), piece), TYPE, null)) {
            assertThat(bytes(form)).isEqualTo(content);
            assertThat(form.request()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
            assertThat(form.fileName()).isEqualTo("tà ble;1.jpg");
        }
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        try (var form = read(file("a.jpg", "") + "--edge--\r\n")) {
            assertThat(bytes(form)).isEmpty();
        }
    }

    @Test
    void aSmallFileStaysInMemory() throws IOException {
        byte[] content = awkward(400_000);
        byte[] body = body(content);

        try (var form = forms.read(new ByteArrayInputStream(body), TYPE, (long) body.length)) {
            assertThat(form.content()).isInstanceOf(FileContent.InMemory.class);
            assertThat(bytes(form)).isEqualTo(content);
            assertThat(directory).isEmptyDirectory();
        }
    }

    /** One upload has a quarter of the room at most, and what was given back is there again. */
    @Test
    void whatFindsNoRoomGoesToTheDisk() throws IOException {
        byte[] body = body(awkward(100_000));
        var tight = forms(Map.of("darkroom.upload.memory", Long.toString(4L * body.length + 8192)));
        var held = new ArrayList<UploadForm>();
        for (int i = 0; i < 5; i++) {
            held.add(tight.read(new ByteArrayInputStream(body), TYPE, (long) body.length));
        }

        assertThat(held)
                .extracting(form -> form.content() instanceof FileContent.InMemory)
                .containsExactly(true, true, true, true, false);
        held.forEach(UploadForm::close);
        try (var form = tight.read(new ByteArrayInputStream(body), TYPE, (long) body.length)) {
            assertThat(form.content()).isInstanceOf(FileContent.InMemory.class);
        }
        byte[] larger = body(awkward(200_000));
        try (var form = tight.read(new ByteArrayInputStream(larger), TYPE, (long) larger.length)) {
            assertThat(form.content()).isInstanceOf(FileContent.OnDisk.class);
        }
    }

    private static byte[] bytes(UploadForm form) throws IOException {
        return switch (form.content()) {
            case FileContent.InMemory(byte[] bytes) -> bytes;
            case FileContent.OnDisk(Path file) -> Files.readAllBytes(file);
        };
    }

    @Test
    void aRequestMayComeAsAFile() throws IOException {
        String head = "--edge\r\nContent-Disposition: form-data; name=\"request\"; ";
        String request = head + "filename=\"r.json\"\r\n\r\n{\"x\":1}\r\n";
        try (var form = read(request + file("a.jpg", "picture") + "--edge--\r\n")) {
            assertThat(form.request()).asString(StandardCharsets.UTF_8).isEqualTo("{\"x\":1}");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,request-malformed", "1,request-malformed", "20,request-malformed"})
    void aBodyWithoutItsEndIsRefused(int missing, String slug) {
        String whole = file("a.jpg", "picture") + "--edge--";
        refused(whole.substring(0, whole.length() - 2 - missing), slug);
    }

    @Test
    void whatIsNoFormIsRefused() {
        refused("{\"this\": \"is JSON\"}", "request-malformed");
        refused("", "request-malformed");
        refused("--edge\r\nno header at all\r\n\r\nx\r\n--edge--\r\n", "request-malformed");
    }

    @Test
    void aPartWithEndlessHeadersIsRefused() {
        refused(
                "--edge\r\nX: " + "x".repeat(100_000) + "\r\n\r\n\r\n--edge--\r\n",
                "request-malformed");
    }

    @Test
    void moreFieldsThanAFormHasAreRefused() {
        refused(field("a", "1").repeat(1_000) + "--edge--\r\n", "request-malformed");
    }

    @Test
    void aLargeFieldIsRefused() {
        String large = field("request", "x".repeat(MAX_REQUEST + 1));
        refused(file("a.jpg", "picture") + large + "--edge--\r\n", "file-too-large");
        refused(field("file", "x".repeat(MAX_REQUEST + 1)) + "--edge--\r\n", "file-part-missing");
    }

    @Test
    void otherPartsAreRefused() {
        refused(
                file("a.jpg", "picture") + field("colour", "red") + "--edge--\r\n",
                "unknown-field");
    }

    /** A refused body is read to its end, so that its sender comes to read the answer. */
    @Test
    void aRefusedBodyIsReadToItsEnd() throws IOException {
        var body = new ByteArrayInputStream(new byte[1_000_000]);
        assertThatThrownBy(() -> forms.read(body, TYPE, null)).isInstanceOf(ProblemException.class);
        assertThat(body.available()).isZero();
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() {
        var broken =
                new Pieces(body(awkward(100_000)), 1000) {
                    private int reads;

                    @Override
                    public int read(byte[] into, int from, int most) throws IOException {
                        if (++reads > 50) {
                            throw new IOException("Connection reset");
                        }
                        return super.read(into, from, most);
                    }
                };
        assertThatThrownBy(() -> forms.read(broken, TYPE, null)).isInstanceOf(IOException.class);
    }

    private void refused(String body, String slug) {
        assertThatThrownBy(() -> read(body))
                .asInstanceOf(type(ProblemException.class))
                .extracting(refusal -> refusal.problem().type().toString())
                .isEqualTo("urn:darkroom:problem:" + slug);
    }

    private UploadForm read(String body) throws IOException {
        return forms.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), TYPE, null);
    }

    private static String file(String name, String content) {
        return "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\nContent-Type: image/jpeg\r\n\r\n"
                + content
                + "\r\n";
    }

    private static String field(String name, String content) {
        return "--edge\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"\r\n\r\n"
                + content
                + "\r\n";
    }

    private static byte[] body(byte[] file) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(field("request", "{}").getBytes(StandardCharsets.UTF_8));
        String[] around = file("tà ble;1.jpg", "|").split("\\|", -1);
        out.writeBytes(around[0].getBytes(StandardCharsets.UTF_8));
        out.writeBytes(file);
        out.writeBytes((around[1] + "--edge--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** Much that looks like a boundary and is none, and long runs without a line break. */
    private static byte[] awkward(int length) {
        var random = new Random(4711);
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        byte[] almost = "\r\n--edg\r\n--\r\n\r--edge\r\r\n".getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + almost.length < length; at += 500 + random.nextInt(500)) {
            System.arraycopy(almost, 0, bytes, at, almost.length);
        }
        Arrays.fill(bytes, length / 4, length * 3 / 4, (byte) 0);
        bytes[length - 1] = '\r';
        return bytes;
    }

    /** Gives so many bytes at once at most. */
    private static class Pieces extends FilterInputStream {
        private final int most;

        Pieces(byte[] content, int most) {
            super(new ByteArrayInputStream(content));
            this.most = most;
        }

        @Override
        public int read(byte[] into, int from, int wanted) throws IOException {
            return super.read(into, from, Math.min(wanted, most));
        }
    }
}
