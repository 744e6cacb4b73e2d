package io.darkroom.ingest.intake.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.ingest.intake.TestConfig;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.Dns;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What uploaders may have fetched. A server on this machine, at every loopback address, counts who
 * gets through to it.
 */
class UrlFetcherTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** Also this machine; stands for a server out there in tests that allow it. */
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.77");

    private static StandInSite site;

    @TempDir Path spoolFolder;

    @BeforeAll
    static void listen() throws IOException {
        site = StandInSite.open();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void forget() {
        site.forget();
    }

    @AfterEach
    void nothingIsLeftInTheSpool() throws IOException {
        try (var left = Files.list(spoolFolder)) {
            assertThat(left).isEmpty();
        }
    }

    /** Hosts, each in a URL with the port of the server that must not be reached. */
    static Stream<String> hostsInside() {
        return Stream.of(
                // This machine, in every way to write it.
                "127.0.0.1",
                "127.0.0.2",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "0x7f.0x0.0x0.0x1",
                "00127.0.0.1",
                "0",
                "0.0.0.0",
                "0x0",
                "localhost",
                "LOCALHOST",
                "127.0.0.1.",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::127.0.0.1]",
                "[2002:7f00:1::]",
                "①②⑦.⓪.⓪.①",
                "127。0。0。1",
                "１２７.0.0.1",
                "%31%32%37.0.0.1",
                "127.0.0.1%2e",
                // The cloud's metadata.
                "169.254.169.254",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "[::ffff:169.254.169.254]",
                "[::ffff:a9fe:a9fe]",
                "[fd00:ec2::254]",
                "[64:ff9b::a9fe:a9fe]",
                "169.254.170.2",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                // The network around.
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[fe80::1]",
                "[fc00::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[2001:db8::1]");
    }

    @ParameterizedTest
    @MethodSource("hostsInside")
    void nothingInsideIsReachedByItsHost(String host) {
        refused(() -> fetcher(Dns.SYSTEM).fetch(url(host, "/picture")));
    }

    /** The same by a redirect from a server that may be reached. */
    @ParameterizedTest
    @MethodSource("hostsInside")
    void nothingInsideIsReachedByARedirect(String host) {
        var fetcher = fetcher(names(Map.of("outside.example", OUTSIDE)), "127.0.0.77");
        String path = "/to/" + URLEncoder.encode(host, StandardCharsets.UTF_8);

        refusedOrFailed(() -> fetcher.fetch(url("outside.example", path)), 1);
    }

    @Test
    void aNameWithItsLastDotIsTheSameName() {
        refusedOrFailed(() -> fetcher(Dns.SYSTEM).fetch(url("localhost.", "/picture")), 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.org/a",
                "gopher://example.org/",
                "jar:http://example.org!/",
                "data:image/png;base64,AAAA",
                "//example.org/a",
                "/etc/passwd",
                "",
                "http://",
                "http://user:pw@example.org/",
                "http://example.org@127.0.0.1/",
                "http://[::1",
                "http://exa mple.org/"
            })
    void whatIsNoPlainUrlIsRefused(String url) {
        refused(() -> fetcher(Dns.SYSTEM).fetch(url));
    }

    @Test
    void onlyTheConfiguredPortsAreAsked() {
        var fetcher = fetcher(TestConfig.of(Map.of("darkroom.fetch.ports", "80,443")), Dns.SYSTEM);

        refused(() -> fetcher.fetch("http://example.org:22/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1"})
    void aNameThatLeadsInsideIsRefused(String address) {
        refused(() ->
                fetcher(names(Map.of("inside.example", InetAddress.ofLiteral(address))))
                        .fetch(url("inside.example", "/picture")));
    }

    /** First public, then private: what counts is the address that is connected to. */
    @Test
    void aNameThatChangesItsAnswerIsRefused() {
        var lookups = new AtomicInteger();
        Dns rebinding = _ -> List.of(lookups.getAndIncrement() == 0 ? OUTSIDE : LOOPBACK);
        var fetcher = fetcher(rebinding, "127.0.0.77");

        problem(
                () -> fetcher.fetch(url("first.example", "/to/second.example")),
                ProblemType.FETCH_REFUSED);
        assertThat(lookups).hasValue(2);
        assertThat(site.reached()).isEqualTo(1);
    }

    @Test
    void aNameWithAPrivateAddressAmongPublicOnesIsRefused() {
        Dns mixed =
                _ -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("127.0.0.1"));

        refused(() -> fetcher(mixed).fetch(url("mixed.example", "/picture")));
    }

    @Test
    void fetchesWhatLiesThere() throws IOException {
        try (var fetched = allowed().fetch(url("127.0.0.1", "/a%20b/ta%C3%9F%20e.jpg?key=s#f"))) {
            assertThat(Files.readString(fetched.path())).isEqualTo("picture");
            assertThat(fetched.fileName()).isEqualTo("taß e.jpg");
            assertThat(fetched.reference()).isEqualTo(url("127.0.0.1", "/a%20b/ta%C3%9F%20e.jpg"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/redirect/5, true", "/redirect/6, false", "/loop, false"})
    void followsFiveRedirects(String path, boolean arrives) {
        if (arrives) {
            allowed().fetch(url("127.0.0.1", path)).close();
        } else {
            failed(() -> allowed().fetch(url("127.0.0.1", path)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/status/404",
                "/status/500",
                "/status/206",
                "/status/304",
                "/gzip",
                "/cut",
                "/status/301"
            })
    void whatIsNoWholeFileFails(String path) {
        failed(() -> allowed().fetch(url("127.0.0.1", path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/declared", "/endless"})
    void whatIsTooLargeIsNotKept(String path) {
        problem(() -> allowed().fetch(url("127.0.0.1", path)), ProblemType.FILE_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/dripping"})
    void aSlowServerIsNotWaitedFor(String path) {
        var config =
                TestConfig.of(
                        Map.of(
                                "darkroom.fetch.allowed-networks", "127.0.0.1",
                                "darkroom.fetch.ports", "0",
                                "darkroom.fetch.read-timeout", "300ms",
                                "darkroom.fetch.timeout", "600ms"));

        failed(() -> fetcher(config, Dns.SYSTEM).fetch(url("127.0.0.1", path)));
    }

    private static void refused(ThrowingCallable fetch) {
        problem(fetch, ProblemType.FETCH_REFUSED);
        assertThat(site.reached()).isZero();
    }

    /** A name that leads nowhere here fails; either way nobody inside is asked. */
    private static void refusedOrFailed(ThrowingCallable fetch, int reached) {
        assertThatThrownBy(fetch)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().type())
                                        .isIn(
                                                ProblemType.FETCH_REFUSED.urn(),
                                                ProblemType.FETCH_FAILED.urn()));
        assertThat(site.reached()).isEqualTo(reached);
    }

    private static void failed(ThrowingCallable fetch) {
        problem(fetch, ProblemType.FETCH_FAILED);
    }

    private static void problem(ThrowingCallable fetch, ProblemType type) {
        assertThatThrownBy(fetch)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(type.urn()));
    }

    private UrlFetcher allowed() {
        return fetcher(Dns.SYSTEM, "127.0.0.1");
    }

    private UrlFetcher fetcher(Dns resolver, String... networks) {
        return fetcher(
                networks.length == 0
                        ? TestConfig.of(Map.of("darkroom.fetch.ports", "0"))
                        : TestConfig.of(
                                Map.of(
                                        "darkroom.fetch.ports",
                                        "0",
                                        "darkroom.fetch.allowed-networks",
                                        String.join(",", networks))),
                resolver);
    }

    private UrlFetcher fetcher(TestConfig config, Dns resolver) {
        return new UrlFetcher(
                config.spool(spoolFolder), config.mapping(FetchConfig.class), resolver);
    }

    private static Dns names(Map<String, InetAddress> names) {
        return host -> names.containsKey(host) ? List.of(names.get(host)) : Dns.SYSTEM.lookup(host);
    }

    private static String url(String host, String path) {
        return site.url(host, path);
    }
}
