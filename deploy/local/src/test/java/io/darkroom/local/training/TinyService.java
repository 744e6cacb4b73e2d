package io.darkroom.local.training;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.StageTraffic;
import io.darkroom.local.launch.BuiltService;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lives as a service does: it says what its environment sets, answers on the port that this names,
 * and does a stage's work by leaving it.
 */
public final class TinyService {
    private TinyService() {}

    /** Where {@code tiny.broken} is set it ends at once, as a service that cannot start does. */
    public static void main(String[] arguments) throws IOException {
        if (Boolean.getBoolean("tiny.broken")) {
            System.exit(3);
        }
        System.out.println(System.getenv().keySet());
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/q",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        var traffic = new StageTraffic(System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
        Thread.ofPlatform().daemon().start(() -> work(traffic));
    }

    private static void work(StageTraffic traffic) {
        var done = new HashSet<UUID>();
        while (true) {
            traffic.read(
                            Topics.ASSET_UPLOADED,
                            AssetUploaded.class,
                            asset -> done.add(asset.assetId()),
                            1,
                            Duration.ofDays(1))
                    .forEach(asset -> traffic.report(skipped(asset)));
        }
    }

    private static StageFinished[] skipped(AssetUploaded asset) {
        return asset.plan().entrySet().stream()
                .map(run ->
                        new StageFinished(
                                asset.assetId(),
                                asset.tenant(),
                                run.getKey(),
                                run.getValue(),
                                1,
                                0,
                                new StageOutcome.Skipped("A tiny service looks at nothing")))
                .toArray(StageFinished[]::new);
    }

    /** Puts it where a service's build would be. */
    static void build(Path root, String module) throws IOException {
        Path options = root.resolve("deploy/images/java.options");
        Files.createDirectories(options.getParent());
        Files.copy(Path.of("../images/java.options"), options, StandardCopyOption.REPLACE_EXISTING);
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, ownClassPath());
        Path jar = BuiltService.of(root, module).jar();
        Files.createDirectories(jar.getParent());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static String ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }
}
