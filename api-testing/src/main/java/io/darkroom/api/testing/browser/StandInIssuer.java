package io.darkroom.api.testing.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.contracts.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer for the pages, a public client: discovery, a page to sign in at, the
 * authorization code flow with PKCE (RFC 6749 section 4.1, RFC 7636), refresh tokens that stay the
 * same (section 6), and a key set. It knows one person, whose tenant is the argument {@code tenant}
 * of the test resource.
 */
public final class StandInIssuer implements QuarkusTestResourceLifecycleManager {
    /** What audit trails call the person. */
    public static final String PERSON = "olga";

    private static final String CLIENT = "darkroom-pages";
    private static final String AUDIENCE = "darkroom";
    private static final int LIFETIME_S = 300;
    private static final String KEY_ID = "stand-in-1";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys = keys();

    private final Map<String, Begun> codes = new ConcurrentHashMap<>();

    private final String refreshToken = UUID.randomUUID().toString();

    /** What a code was given for. */
    private record Begun(String challenge, String redirect) {}

    private @Nullable HttpServer server;
    private String issuer = "";
    private String tenant = "default";

    @Override
    public void init(Map<String, String> arguments) {
        tenant = arguments.getOrDefault("tenant", tenant);
    }

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String origin = "http://localhost:" + server.getAddress().getPort();
        issuer = origin + "/realm";
        server.createContext(
                "/realm/.well-known/openid-configuration",
                exchange -> json(exchange, 200, discovery()));
        server.createContext("/realm/jwks", exchange -> json(exchange, 200, keySet()));
        server.createContext("/realm/authorize", this::authorize);
        server.createContext("/realm/token", this::token);
        server.start();
        return Map.of(
                "darkroom.access.oidc.issuer", issuer,
                "darkroom.access.oidc.audience", AUDIENCE,
                "darkroom.access.oidc.client-id", CLIENT,
                "darkroom.access.oidc.origin", origin);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer,
                "authorization_endpoint", issuer + "/authorize",
                "token_endpoint", issuer + "/token",
                "jwks_uri", issuer + "/jwks",
                "code_challenge_methods_supported", List.of("S256"));
    }

    /** A page with one link, which leads back with a code. */
    private void authorize(HttpExchange exchange) throws IOException {
        var asked = fields(String.valueOf(exchange.getRequestURI().getRawQuery()));
        String state = asked.get("state");
        String challenge = asked.get("code_challenge");
        String redirect = asked.get("redirect_uri");
        boolean right =
                "code".equals(asked.get("response_type"))
                        && CLIENT.equals(asked.get("client_id"))
                        && "S256".equals(asked.get("code_challenge_method"))
                        && String.valueOf(asked.get("scope")).contains("openid");
        String page = "<!doctype html><title>Issuer</title><p>This request is none.";
        if (right && state != null && challenge != null && redirect != null) {
            String code = UUID.randomUUID().toString();
            codes.put(code, new Begun(challenge, redirect));
            page =
                    "<!doctype html><title>Issuer</title><a href=\"%s?code=%s&amp;state=%s\">%s</a>"
                            .formatted(
                                    redirect,
                                    code,
                                    URLEncoder.encode(state, UTF_8),
                                    "Go on as " + PERSON);
        }
        send(exchange, right ? 200 : 400, "text/html", page);
    }

    private void token(HttpExchange exchange) throws IOException {
        var asked = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (CLIENT.equals(asked.get("client_id")) && (isCode(asked) || isRefresh(asked))) {
            json(
                    exchange,
                    200,
                    Map.of(
                            "access_token",
                            accessToken(),
                            "refresh_token",
                            refreshToken,
                            "token_type",
                            "Bearer",
                            "expires_in",
                            LIFETIME_S));
        } else {
            json(
                    exchange,
                    400,
                    Map.of(
                            "error", "invalid_grant",
                            "error_description", "The code or its verifier is wrong"));
        }
    }

    /** A code works once, for whoever has the verifier of its challenge. */
    private boolean isCode(Map<String, String> asked) {
        var begun = codes.remove(String.valueOf(asked.get("code")));
        return begun != null
                && "authorization_code".equals(asked.get("grant_type"))
                && begun.redirect().equals(asked.get("redirect_uri"))
                && begun.challenge().equals(challenge(String.valueOf(asked.get("code_verifier"))));
    }

    private boolean isRefresh(Map<String, String> asked) {
        return "refresh_token".equals(asked.get("grant_type"))
                && refreshToken.equals(asked.get("refresh_token"));
    }

    private String accessToken() throws IOException {
        Instant now = Instant.now();
        String signed =
                part(Map.of("alg", "RS256", "typ", "at+jwt", "kid", KEY_ID))
                        + "."
                        + part(
                                Map.of(
                                        "iss",
                                        issuer,
                                        "aud",
                                        AUDIENCE,
                                        "sub",
                                        "7c1f",
                                        "preferred_username",
                                        PERSON,
                                        "tenant",
                                        tenant,
                                        "roles",
                                        List.of("reviewer", "uploader", "operator"),
                                        "jti",
                                        UUID.randomUUID().toString(),
                                        "iat",
                                        now.getEpochSecond(),
                                        "exp",
                                        now.getEpochSecond() + LIFETIME_S));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    private Map<String, Object> keySet() {
        var key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "keys",
                List.of(
                        Map.of(
                                "kty",
                                "RSA",
                                "use",
                                "sig",
                                "alg",
                                "RS256",
                                "kid",
                                KEY_ID,
                                "n",
                                number(key.getModulus()),
                                "e",
                                number(key.getPublicExponent()))));
    }

    /** Unsigned, big-endian (RFC 7518, section 6.3.1). */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return BASE64.encodeToString(
                Arrays.copyOfRange(bytes, bytes[0] == 0 ? 1 : 0, bytes.length));
    }

    private static String challenge(String verifier) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String part(Map<String, Object> claims) throws IOException {
        return BASE64.encodeToString(Json.mapper().writeValueAsBytes(claims));
    }

    private static Map<String, String> fields(String form) {
        var fields = new HashMap<String, String>();
        for (String field : form.split("&", -1)) {
            int at = field.indexOf('=');
            if (at > 0) {
                fields.put(
                        URLDecoder.decode(field.substring(0, at), UTF_8),
                        URLDecoder.decode(field.substring(at + 1), UTF_8));
            }
        }
        return fields;
    }

    /** For pages of any origin, as issuers allow their public clients. */
    private static void json(HttpExchange exchange, int status, Map<String, Object> body)
            throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        send(exchange, status, "application/json", Json.mapper().writeValueAsString(body));
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }
}
