package io.darkroom.service.access;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer as far as a resource server sees one: a discovery document and a key
 * set. Tests sign tokens with its private key, which they find in the configuration.
 */
public final class StandInIssuer implements QuarkusTestResourceLifecycleManager {
    static final String PRIVATE_KEY = "test.issuer.private-key";
    static final String KEY_ID = "stand-in-1";
    static final String AUDIENCE = "darkroom";

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        KeyPair keys = keys();
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String issuer = "http://localhost:" + server.getAddress().getPort() + "/realm";
        answer(
                "/realm/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/jwks\",\"token_endpoint\":\"%1$s/token\"}"
                        .formatted(issuer));
        answer("/realm/jwks", jwks((RSAPublicKey) keys.getPublic()));
        server.start();
        return Map.of(
                "darkroom.access.oidc.issuer",
                issuer,
                "darkroom.access.oidc.audience",
                AUDIENCE,
                "darkroom.access.oidc.roles-claim",
                "realm_access/roles",
                PRIVATE_KEY,
                Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void answer(String path, String json) {
        if (server == null) {
            throw new IllegalStateException("The issuer has not started");
        }
        server.createContext(
                path,
                exchange -> {
                    byte[] body = json.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private static String jwks(RSAPublicKey key) {
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent()));
    }

    /** Unsigned, big-endian (RFC 7518, section 6.3.1). */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }
}
