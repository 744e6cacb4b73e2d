package io.darkroom.local.launch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A program that lives as a service does: it answers on the port that its environment names. */
public final class TinyService {
    private TinyService() {}

    /** Where {@code tiny.broken} is set it ends at once, as a service that cannot start does. */
    public static void main(String[] arguments) throws IOException {
        if (Boolean.getBoolean("tiny.broken")) {
            System.exit(3);
        }
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
    }

    /** Puts it where a service's build would be, with what its training run needs beside it. */
    static void build(BuiltService service) throws IOException {
        Files.createDirectories(service.application());
        Path images = Files.createDirectories(service.root().resolve("deploy/images"));
        for (String file : List.of("train.sh", "java.options")) {
            Files.copy(
                    Path.of("..", "images", file),
                    images.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        String name = TinyService.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(service.jar()), manifest);
                var bytes = TinyService.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new ZipEntry(name));
            Objects.requireNonNull(bytes, name).transferTo(jar);
        }
    }
}
