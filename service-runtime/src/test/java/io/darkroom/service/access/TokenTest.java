package io.darkroom.service.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Json;
import io.darkroom.service.outbox.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer, genuine ones and others. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(StandInIssuer.class)
class TokenTest {
    private static final Map<String, Object> HEADER =
            Map.of("alg", "RS256", "typ", "JWT", "kid", StandInIssuer.KEY_ID);

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** What a genuine token says of a reviewer. */
    private static Map<String, Object> claims() {
        var claims = new HashMap<String, Object>();
        claims.put("iss", config("darkroom.access.oidc.issuer"));
        claims.put("aud", StandInIssuer.AUDIENCE);
        claims.put("sub", "0815");
        claims.put("preferred_username", "rosa");
        claims.put("tenant", "acme");
        claims.put("realm_access", Map.of("roles", List.of("reviewer", "offline_access")));
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("exp", Instant.now().getEpochSecond() + 300);
        return claims;
    }

    private static Map<String, Object> claims(String name, Object value) {
        var claims = claims();
        claims.put(name, value);
        return claims;
    }

    private static String part(Map<String, Object> json) {
        try {
            return part(Json.mapper().writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PrivateKey issuersKey() throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(config(StandInIssuer.PRIVATE_KEY));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static String token(Map<String, Object> claims) throws GeneralSecurityException {
        return token(HEADER, claims, issuersKey());
    }

    private static String token(
            Map<String, Object> header, Map<String, Object> claims, PrivateKey key)
            throws GeneralSecurityException {
        String signed = part(header) + "." + part(claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + part(signature.sign());
    }

    private static ValidatableResponse get(String path, String token) {
        return given().header("Authorization", "Bearer " + token).get(path).then();
    }

    private static void refused(String token) {
        get("/v1/probe/caller", token)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("urn:darkroom:problem:unauthorized"));
    }

    @Test
    void aGenuineTokenNamesItsHolderTenantAndRoles() throws GeneralSecurityException {
        get("/v1/probe/caller", token(claims()))
                .statusCode(200)
                .body("name", equalTo("rosa"))
                .body("tenant", equalTo("acme"))
                .body("roles", contains("REVIEWER"));
    }

    @Test
    void aTokensRolesOpenWhatTheyOpen() throws GeneralSecurityException {
        get("/v1/probe/reviewers", token(claims())).statusCode(200);
        var uploader = Map.of("roles", List.of("uploader"));
        get("/v1/probe/reviewers", token(claims("realm_access", uploader)))
                .statusCode(403)
                .body("type", equalTo("urn:darkroom:problem:forbidden"));
    }

    @Test
    void aTokenWithoutRolesOpensNothing() throws GeneralSecurityException {
        get("/v1/probe/reviewers", token(claims("realm_access", Map.of()))).statusCode(403);
    }

    @Test
    void anExpiredTokenIsRefused() throws GeneralSecurityException {
        refused(token(claims("exp", Instant.now().getEpochSecond() - 60)));
    }

    @Test
    void aTokenThatNeverEndsIsRefused() throws GeneralSecurityException {
        var claims = claims();
        claims.remove("exp");
        refused(token(claims));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws GeneralSecurityException {
        refused(token(claims("iss", "https://elsewhere.example/realm")));
    }

    @Test
    void aTokenForAnotherApplicationIsRefused() throws GeneralSecurityException {
        refused(token(claims("aud", "another-application")));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        refused(part(Map.of("alg", "none", "typ", "JWT")) + "." + part(claims()) + ".");
    }

    @Test
    void aTokenSignedWithAnUnknownKeyIsRefused() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey other = generator.generateKeyPair().getPrivate();
        refused(token(HEADER, claims(), other));
        refused(token(Map.of("alg", "RS256", "kid", "nobodys"), claims(), other));
    }

    @Test
    void aChangedTokenIsRefused() throws GeneralSecurityException {
        String[] parts = token(claims()).split("\\.", -1);
        refused(parts[0] + "." + part(claims("tenant", "another")) + "." + parts[2]);
    }

    @Test
    void aTokenWithoutAUsableTenantIsRefused() throws GeneralSecurityException {
        var claims = claims();
        claims.remove("tenant");
        refused(token(claims));
        refused(token(claims("tenant", "../originals")));
        refused(token(claims("tenant", List.of("acme"))));
    }

    @Test
    void whatOnlyLooksLikeATokenIsRefused() {
        refused("a.b.c");
        refused("..");
    }

    @Test
    void keysGoOnBesideTokens() {
        get("/v1/probe/caller", "up-key").statusCode(200).body("name", equalTo("uploading"));
    }
}
