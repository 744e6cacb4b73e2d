import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Uploads a picture, hears by a signed message that it is published, and reads the topic of enriched
 * assets from its beginning, as a new subscriber does.
 *
 * <pre>
 * DARKROOM_URL=http://localhost:8080 DARKROOM_KEY=… DARKROOM_KAFKA=localhost:9092 \
 *     java -cp 'libs/*' Darkroom.java table.jpg
 * </pre>
 *
 * Needs Java 21 or newer, and in libs kafka-clients, slf4j-api, jackson-databind, jackson-core and
 * jackson-annotations. The key needs the roles uploader and admin (which adds the webhook); the
 * service must be allowed to reach this machine (darkroom.webhooks.allowed-networks).
 */
public class Darkroom {
    private static final String TOPIC = "darkroom.asset.enriched.v1";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url = setting("DARKROOM_URL", "http://localhost:8080");
    private final String key = setting("DARKROOM_KEY", null);
    private final String request =
            setting("DARKROOM_REQUEST", "{\"caption\": {\"languages\": [\"en\"]}}");

    public static void main(String[] args) throws Exception {
        new Darkroom().run(Path.of(args[0]));
    }

    private void run(Path picture) throws Exception {
        var messages = new LinkedBlockingQueue<JsonNode>();
        var secret = new String[1];
        HttpServer receiver = receive(secret, messages);
        JsonNode webhook =
                post(
                        "/v1/webhooks",
                        "application/json",
                        """
                        {"url": "http://127.0.0.1:%d/darkroom", "events": ["asset.enriched"]}
                        """
                                .formatted(receiver.getAddress().getPort())
                                .getBytes(StandardCharsets.UTF_8));
        secret[0] = webhook.path("secret").asText();
        try {
            String id = upload(picture).path("id").asText();
            System.out.println("uploaded " + id);
            JsonNode message;
            do {
                message = messages.poll(2, TimeUnit.MINUTES);
                if (message == null) {
                    throw new IllegalStateException("No message came");
                }
            } while (!message.at("/data/id").asText().equals(id));
            System.out.println("told of " + id);
            JsonNode asset = subscribe().get(id);
            System.out.println("published " + id + " revision " + asset.path("revision"));
            System.out.println("alt " + asset.at("/captions/0/alt").asText());
        } finally {
            send(builder("/v1/webhooks/" + webhook.path("id").asText()).DELETE().build());
            receiver.stop(0);
        }
    }

    /**
     * Every asset that is published now, from the beginning of the compacted topic: the latest word
     * on each asset counts, and a withdrawal or a tombstone ends it.
     */
    private static Map<String, JsonNode> subscribe() throws IOException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", setting("DARKROOM_KAFKA", "localhost:9092"));
        var assets = new HashMap<String, JsonNode>();
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(TOPIC).stream()
                            .map(known -> new TopicPartition(TOPIC, known.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofSeconds(1))) {
                    apply(event, assets);
                }
            }
        }
        return assets;
    }

    private static void apply(ConsumerRecord<String, String> event, Map<String, JsonNode> assets)
            throws IOException {
        if (event.value() != null && header(event, "ce_type").endsWith("AssetEnriched.v1")) {
            assets.put(event.key(), JSON.readTree(event.value()));
        } else {
            assets.remove(event.key());
        }
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Whether the message is Darkroom's own (Standard Webhooks 1.0); the body is as it came. */
    static boolean verify(
            String secret, String id, String timestamp, String signatures, byte[] body)
            throws GeneralSecurityException {
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] bytes = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        byte[] expected =
                ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)))
                        .getBytes(StandardCharsets.UTF_8);
        // While a secret is changed over, the header holds a signature of each.
        for (String signature : signatures.split(" ")) {
            if (MessageDigest.isEqual(signature.getBytes(StandardCharsets.UTF_8), expected)) {
                return true;
            }
        }
        return false;
    }

    /** A subscriber's endpoint: refuses what is not genuine. */
    private static HttpServer receive(String[] secret, LinkedBlockingQueue<JsonNode> messages)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
        server.createContext(
                "/darkroom",
                exchange -> {
                    try (exchange) {
                        byte[] body = exchange.getRequestBody().readAllBytes();
                        var headers = exchange.getRequestHeaders();
                        boolean genuine =
                                verify(
                                        secret[0],
                                        headers.getFirst("webhook-id"),
                                        headers.getFirst("webhook-timestamp"),
                                        headers.getFirst("webhook-signature"),
                                        body);
                        exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
                        if (genuine) {
                            messages.add(JSON.readTree(body));
                        }
                    } catch (GeneralSecurityException e) {
                        throw new IOException(e);
                    }
                });
        server.start();
        return server;
    }

    private JsonNode upload(Path picture) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        var body = new ByteArrayOutputStream();
        byte[] options = request.getBytes(StandardCharsets.UTF_8);
        part(body, boundary, "name=\"request\"", "application/json", options);
        part(
                body,
                boundary,
                "name=\"file\"; filename=\"" + picture.getFileName() + "\"",
                "image/jpeg",
                Files.readAllBytes(picture));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return post(
                "/v1/assets", "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private static void part(
            ByteArrayOutputStream body,
            String boundary,
            String disposition,
            String contentType,
            byte[] content) {
        String head =
                "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, disposition, contentType);
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode post(String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        return send(
                builder(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build());
    }

    private HttpRequest.Builder builder(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest sent) throws IOException, InterruptedException {
        var answer = http.send(sent, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    sent.method() + " " + sent.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        if (value == null && otherwise == null) {
            throw new IllegalStateException("Set " + name);
        }
        return value == null ? otherwise : value;
    }
}
