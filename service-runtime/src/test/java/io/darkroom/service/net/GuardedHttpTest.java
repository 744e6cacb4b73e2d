package io.darkroom.service.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing reaches the server of this test, but where its address is allowed. */
class GuardedHttpTest {
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("1.1.1.1");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static HttpServer server;

    @BeforeAll
    static void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    ASKED.incrementAndGet();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        ASKED.set(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1.2.3"})
    void addressesAndNamesOfThisMachineAreRefused(String host) {
        var client = GuardedHttp.client(AddressPolicy.publicOnly()).build();

        assertThatThrownBy(() -> status(client, host)).satisfies(GuardedHttpTest::wasRefused);
        assertThat(ASKED).hasValue(0);
    }

    @Test
    void aNameWithOnePrivateAddressAmongPublicOnesIsRefused() {
        var client = withNames(_ -> List.of(PUBLIC, LOOPBACK));

        assertThatThrownBy(() -> status(client, "mixed.example"))
                .satisfies(GuardedHttpTest::wasRefused);
        assertThat(ASKED).hasValue(0);
    }

    /** A resolver that lies to the check would still not get a connection. */
    @Test
    void theSocketItselfIsTheLastToAsk() {
        var unchecked =
                GuardedHttp.client(AddressPolicy.publicOnly()).dns(_ -> List.of(LOOPBACK)).build();

        assertThatThrownBy(() -> status(unchecked, "rebound.example"))
                .satisfies(GuardedHttpTest::wasRefused);
        assertThat(ASKED).hasValue(0);
    }

    @Test
    void aNameIsResolvedOncePerConnection() throws IOException {
        var lookups = new AtomicInteger();
        var client =
                GuardedHttp.client(
                                AddressPolicy.allowing(List.of("127.0.0.1")),
                                _ -> {
                                    lookups.incrementAndGet();
                                    return List.of(LOOPBACK);
                                })
                        .build();

        assertThat(status(client, "allowed.example")).isEqualTo(204);
        assertThat(lookups).hasValue(1);
        assertThat(ASKED).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/a",
                "file:///etc/passwd",
                "//example.org/a",
                "example.org",
                "gopher://example.org",
                "http://",
                "http://user:secret@example.org/",
                "http://user@example.org/",
                "http://example.org:22/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://1.2.3/",
                "http://256.0.0.1/",
                "http://017700000001/",
                "http://10.0.0.1./"
            })
    void urlsThatNobodyShouldAskAreRefused(String url) {
        assertThatThrownBy(() -> OutboundUrl.parse(url, Set.of(80, 443)))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a.jpg?size=2", "http://example.org:443/", "http://1.1.1.1/a",
                "https://[2606:4700::1111]/a", "https://bücher.example/ü.jpg",
                        "https://3com.example/"
            })
    void urlsInTheirUsualFormPass(String url) throws IOException {
        assertThat(OutboundUrl.parse(url, Set.of(80, 443)).isHttps())
                .isEqualTo(url.startsWith("https"));
    }

    private static void wasRefused(Throwable failure) {
        assertThat(AddressRefusedException.isBehind(failure)).isTrue();
    }

    private static OkHttpClient withNames(Dns resolver) {
        return GuardedHttp.client(AddressPolicy.publicOnly(), resolver).build();
    }

    private static int status(OkHttpClient client, String host) throws IOException {
        var url = HttpUrl.get("http://" + host + ":" + server.getAddress().getPort() + "/");
        try (var response = client.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.code();
        }
    }
}
