package io.darkroom.systemtests;

import io.darkroom.local.embedded.EmbeddedKafka;
import io.darkroom.local.embedded.EmbeddedPostgres;
import io.darkroom.local.embedded.EmbeddedS3;
import io.darkroom.local.embedded.FreePort;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * Servers that speak nothing but TLS to clients: Kafka asks for a password by SCRAM, PostgreSQL and
 * S3 show certificates of an authority that nobody knows but those who are told of it.
 */
final class SecuredServers implements AutoCloseable {
    private static final String USER = "darkroom";
    private static final String SECRET = "kafka-secret-of-the-test";

    private final Certificates certificates;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final EmbeddedS3 s3;

    private SecuredServers(
            Certificates certificates,
            EmbeddedKafka kafka,
            EmbeddedPostgres postgres,
            EmbeddedS3 s3) {
        this.certificates = certificates;
        this.kafka = kafka;
        this.postgres = postgres;
        this.s3 = s3;
    }

    static SecuredServers start(Path folder) throws InterruptedException, ExecutionException {
        var certificates = Certificates.make(folder);
        int inner = FreePort.any();
        int outer = FreePort.from(inner + 1);
        var kafka =
                EmbeddedKafka.start(
                        folder.resolve("kafka"), outer, kafka(certificates, inner, outer));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + inner))) {
            admin.alterUserScramCredentials(
                            List.of(
                                    new UserScramCredentialUpsertion(
                                            USER,
                                            new ScramCredentialInfo(
                                                    ScramMechanism.SCRAM_SHA_512, 4096),
                                            SECRET)))
                    .all()
                    .get();
        }
        var postgres =
                EmbeddedPostgres.start(
                        folder.resolve("postgres"),
                        0,
                        Map.of(
                                "ssl", "on",
                                "ssl_cert_file", certificates.certificatePem().toString(),
                                "ssl_key_file", certificates.keyPem().toString()));
        var s3 =
                EmbeddedS3.start(
                        folder.resolve("s3"),
                        0,
                        "test",
                        "s3-secret-of-the-test",
                        new EmbeddedS3.Certificate(certificates.keyStore(), Certificates.PASSWORD));
        return new SecuredServers(certificates, kafka, postgres, s3);
    }

    /** CLIENTS is what everybody knows of; the broker talks to itself on a listener of its own. */
    private static Map<String, String> kafka(Certificates certificates, int inner, int outer) {
        int controller = FreePort.from(outer + 1);
        return Map.ofEntries(
                Map.entry(
                        "listeners",
                        "CLIENTS://localhost:%d,INNER://localhost:%d,CONTROLLER://localhost:%d"
                                .formatted(outer, inner, controller)),
                Map.entry(
                        "advertised.listeners",
                        "CLIENTS://localhost:%d,INNER://localhost:%d".formatted(outer, inner)),
                Map.entry("controller.quorum.voters", "1@localhost:" + controller),
                Map.entry(
                        "listener.security.protocol.map",
                        "CLIENTS:SASL_SSL,INNER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "INNER"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.clients.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", certificates.keyStore().toString()),
                Map.entry("ssl.keystore.password", Certificates.PASSWORD),
                Map.entry("ssl.key.password", Certificates.PASSWORD));
    }

    /** What docs/security.md says that a service is to be told. */
    Map<String, String> settings() {
        String ca = certificates.authorityPem().toString();
        var settings = new HashMap<String, String>();
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("kafka.security.protocol", "SASL_SSL");
        settings.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(USER, SECRET));
        settings.put("kafka.ssl.truststore.type", "PEM");
        settings.put("kafka.ssl.truststore.location", ca);
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put(
                "quarkus.datasource.reactive.url", postgres.reactiveUrl() + "?sslmode=verify-full");
        settings.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
        settings.put("quarkus.datasource.reactive.trust-certificate-pem.certs", ca);
        settings.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
        settings.put(
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl() + "?sslmode=verify-full&sslrootcert=" + ca);
        settings.put("darkroom.s3.endpoint", s3.endpoint().toString());
        settings.put("darkroom.s3.access-key", s3.accessKey());
        settings.put("darkroom.s3.secret-key", s3.secretKey());
        settings.put("darkroom.s3.ca-certificates", ca);
        return settings;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() {
        s3.close();
        postgres.close();
        kafka.close();
    }
}
