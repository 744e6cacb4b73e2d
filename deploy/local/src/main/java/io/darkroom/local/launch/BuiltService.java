package io.darkroom.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service as {@code ./darkroom build} left it, and the one way to start it: with the options that
 * images have, and from its archive where there is one.
 *
 * @param module such as {@code ingest-service}
 * @param application the folder that it runs from
 * @param options files with Java's options for it; an archive is good for those it was made with
 * @param archive where its archive lies, or will
 */
public record BuiltService(String module, Path application, List<Path> options, Path archive) {
    /** The four of them, those first that others wait for. */
    public static final List<String> MODULES =
            List.of("ingest-service", "moderation-service", "caption-service", "transform-service");

    public BuiltService {
        options = List.copyOf(options);
    }

    /**
     * One of the project. Its archive belongs to the Java that made it, so that another one makes
     * its own.
     *
     * @param root the project's directory
     * @param module such as {@code ingest-service}
     */
    public static BuiltService of(Path root, String module) {
        Path application = root.resolve(module).resolve("target/quarkus-app");
        var options =
                Stream.of("java.options", module + ".options")
                        .map(root.resolve("deploy/images")::resolve)
                        .filter(Files::isReadable)
                        .toList();
        Path archive = application.resolve("darkroom-" + Runtime.version() + ".aot");
        return new BuiltService(module, application, options, archive);
    }

    /** All four of the project. */
    public static List<BuiltService> all(Path root) {
        return MODULES.stream().map(module -> of(root, module)).toList();
    }

    /** The jar that is started; whether it is there is for the caller to see. */
    public Path jar() {
        return application().resolve("quarkus-run.jar");
    }

    /** Whether its archive is there and made of what is built now. */
    public boolean isArchived() {
        return Files.isReadable(archive)
                && Stream.concat(Stream.of(jar()), options.stream())
                        .allMatch(made -> changed(archive).compareTo(changed(made)) >= 0);
    }

    /**
     * The whole command.
     *
     * @param more further options; those that an archive depends on stand in java.options
     */
    public List<String> command(List<String> more) {
        return command(more, isArchived());
    }

    /** The whole command, with the archive or without it. */
    public List<String> command(List<String> more, boolean archived) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        options.forEach(file -> command.add("@" + file));
        command.addAll(more);
        if (archived) {
            command.add("-XX:AOTCache=" + archive);
        }
        command.add("-jar");
        command.add(jar().toString());
        return command;
    }

    /**
     * Settings as environment variables, by MicroProfile Config's rule, and what every process is
     * told beside them: the C library's pools, one for each thread by default, would keep what
     * natives gave back.
     *
     * @param settings by property name
     */
    public static Map<String, String> environment(Map<String, String> settings) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("MALLOC_ARENA_MAX", "2");
        settings.forEach((name, value) -> environment.put(variable(name), value));
        return environment;
    }

    /** The environment variable that sets a property. */
    public static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be looked at", e);
        }
    }
}
