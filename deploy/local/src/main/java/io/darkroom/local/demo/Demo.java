package io.darkroom.local.demo;

import io.darkroom.contracts.Asset;
import io.darkroom.local.command.Console;
import io.darkroom.local.command.Options;
import io.darkroom.local.launch.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sends pictures through a running Darkroom, watches them arrive, and holds the result to what was
 * promised.
 */
public final class Demo {
    private static final Duration ASK_EVERY = Duration.ofMillis(500);
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final Endpoints endpoints;
    private final Options options;
    private final Console console;
    private final DemoClient client;
    private final List<String> broken = new ArrayList<>();

    public Demo(Endpoints endpoints, Options options, Console console) {
        this.endpoints = endpoints;
        this.options = options;
        this.console = console;
        this.client = new DemoClient(endpoints.ingest(), endpoints.apiKey());
    }

    /** Runs it; 0 if every picture became what was promised, 1 if one did not. */
    public int run() throws InterruptedException {
        try {
            return show();
        } catch (DemoException e) {
            console.say("The demo stopped: " + e.getMessage());
            return 1;
        }
    }

    private int show() throws InterruptedException {
        Map<UUID, Picture> sent = upload(pictures());
        List<Asset> ended = watch(sent);
        ended.forEach(asset -> broken.addAll(Promise.broken(asset)));
        confirmPublished(ended);
        console.show(Summary.of(ended));
        sayHowToReview(ended);
        Path sheet = options.state().resolve("demo/contact-sheet.html");
        new ContactSheet(client).write(sheet, ended, sent);
        console.say("Contact sheet: " + sheet.toUri());
        broken.forEach(problem -> console.say("NOT AS PROMISED  " + problem));
        return broken.isEmpty() ? 0 : 1;
    }

    private List<Picture> pictures() {
        if (options.files().isEmpty()) {
            console.say("No files named: drawing sample pictures");
            return SamplePictures.draw(options.state().resolve("demo/samples"), options.outpaint());
        }
        return options.files().stream().map(file -> new Picture(file, options.outpaint())).toList();
    }

    private Map<UUID, Picture> upload(List<Picture> pictures) throws InterruptedException {
        console.say("Uploading " + pictures.size() + " pictures to " + endpoints.ingest());
        var sent = new LinkedHashMap<UUID, Picture>();
        for (Picture picture : pictures) {
            if (!Files.isReadable(picture.file())) {
                broken.add(picture.file() + " cannot be read");
                continue;
            }
            try {
                sent.put(client.upload(picture).id(), picture);
            } catch (NotAPictureException e) {
                console.say("Left out " + picture.file().getFileName() + ": " + e.getMessage());
            } catch (DemoException e) {
                broken.add(picture.file().getFileName() + ": " + e.getMessage());
            }
        }
        if (sent.isEmpty()) {
            broken.add("no picture was accepted");
        }
        return sent;
    }

    private List<Asset> watch(Map<UUID, Picture> sent) throws InterruptedException {
        var latest = new LinkedHashMap<UUID, Asset>();
        var progress = new Progress(console);
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!sent.isEmpty()) {
            for (UUID id : sent.keySet()) {
                Asset known = latest.get(id);
                if (known == null || known.state() == Asset.State.ENRICHING) {
                    latest.put(id, client.asset(id));
                }
            }
            progress.show(latest.values());
            boolean going =
                    latest.values().stream()
                            .anyMatch(asset -> asset.state() == Asset.State.ENRICHING);
            if (!going || System.nanoTime() > deadline) {
                break;
            }
            Thread.sleep(ASK_EVERY);
        }
        return List.copyOf(latest.values());
    }

    private void confirmPublished(List<Asset> ended) {
        Set<UUID> published =
                ended.stream()
                        .filter(asset -> asset.state() == Asset.State.PUBLISHED)
                        .map(Asset::id)
                        .collect(Collectors.toSet());
        if (published.isEmpty()) {
            return;
        }
        var found = new EnrichedReader(endpoints.kafka()).read(published, Duration.ofMinutes(1));
        for (UUID id : published) {
            int times = found.getOrDefault(id, List.of()).size();
            if (times != 1) {
                broken.add("asset " + id + " has " + times + " AssetEnriched records, not one");
            }
        }
        console.say(
                "Read back from darkroom.asset.enriched.v1: AssetEnriched for "
                        + found.size()
                        + " of "
                        + published.size()
                        + " published assets");
    }

    private void sayHowToReview(List<Asset> ended) {
        long waiting =
                ended.stream().filter(asset -> asset.state() == Asset.State.IN_REVIEW).count();
        if (waiting > 0) {
            console.say(
                    waiting
                            + " wait for a reviewer: accept or reject them at "
                            + endpoints.moderation()
                            + "/#key="
                            + endpoints.apiKey()
                            + (options.exit() ? " (after ./darkroom up)" : ""));
        }
    }
}
