package io.darkroom.local.supervisor;

import io.darkroom.local.command.Console;
import io.darkroom.local.command.Options;
import io.darkroom.local.command.UsageException;
import io.darkroom.local.embedded.Servers;
import io.darkroom.local.launch.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole Darkroom on this machine: starts it, keeps it running, ends it. */
final class Supervisor implements AutoCloseable {
    private final Options options;
    private final StateDirectory state;
    private final Console console;
    private final Keys keys;
    private final Reaper reaper = new Reaper();
    private final List<ManagedService> services = new ArrayList<>();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private final Archives archives;
    private boolean closed;

    Supervisor(Options options, StateDirectory state, Console console) {
        this.options = options;
        this.state = state;
        this.console = console;
        this.keys = Keys.in(state.path());
        this.archives = new Archives(options.root(), state.logs(), console, reaper);
    }

    /**
     * Starts servers and services, and returns once all are ready.
     *
     * @throws UsageException if a service is not built or does not get ready
     */
    Endpoints start() throws InterruptedException {
        int left = Leftovers.end(state.path());
        if (left > 0) {
            console.say("Ended " + left + " services that an earlier run had left behind");
        }
        if (options.fresh()) {
            state.clear();
        }
        int count = LocalServices.count();
        var ports = LocalServices.choosePorts(options.portBase(), count + 3, console);
        Backing started =
                options.external() ? external() : embedded(ports.subList(count, count + 3));
        var settings = new LinkedHashMap<>(started.settings());
        settings.putAll(LocalServices.access(keys.apiKey()));
        console.say("Starting the four services");
        launch(LocalServices.specs(options, ports.subList(0, count), settings), started);
        var readiness = new Readiness(Duration.ofMinutes(3));
        // Those first that are ready first: their first answer takes them a while.
        for (ManagedService service : List.copyOf(services).reversed()) {
            readiness.await(service);
            console.say(service.spec().name() + " is ready at " + service.spec().url());
        }
        Endpoints endpoints = writeEndpoints(started);
        if (options.archives()) {
            archives.start();
        }
        return endpoints;
    }

    private Backing external() {
        var backing = new ExternalBacking(System.getenv());
        console.say("Using the servers that the environment names, Kafka at " + backing.kafka());
        return backing;
    }

    private synchronized Backing embedded(List<Integer> ports) {
        console.say("Starting Kafka, PostgreSQL and S3 in " + state.path());
        var chosen = new Servers.Ports(ports.get(0), ports.get(1), ports.get(2));
        Servers started =
                Servers.start(state.path(), chosen, keys.s3AccessKey(), keys.s3SecretKey());
        servers.add(started);
        reaper.add(started.postgres().pid());
        return new EmbeddedBacking(started);
    }

    private synchronized void launch(List<ServiceSpec> specs, Backing started) {
        if (closed) {
            return;
        }
        Path logs = state.logs();
        for (ServiceSpec spec : specs) {
            services.add(
                    new ManagedService(
                                    spec,
                                    logs,
                                    console,
                                    reaper,
                                    new Backoff(Duration.ofSeconds(1)),
                                    () -> refreshEndpoints(started))
                            .start());
        }
    }

    /** Process ids change with every restart; the file is there only once all have been ready. */
    private synchronized void refreshEndpoints(Backing started) {
        if (StateDirectory.endpoints(state.path()).toFile().exists()) {
            writeEndpoints(started);
        }
    }

    private synchronized Endpoints writeEndpoints(Backing started) {
        Map<String, Endpoints.Service> running = new LinkedHashMap<>();
        for (ManagedService service : services) {
            running.put(
                    service.spec().name(),
                    new Endpoints.Service(service.pid(), service.spec().url()));
        }
        var endpoints =
                new Endpoints(
                        services.get(0).spec().url(),
                        services.get(1).spec().url(),
                        started.kafka(),
                        started.postgres(),
                        started.s3(),
                        keys.apiKey(),
                        running);
        if (!closed) {
            endpoints.write(StateDirectory.endpoints(state.path()));
        }
        return endpoints;
    }

    /** Ends services before the servers that they talk to; a second call does nothing. */
    @Override
    public void close() {
        List<ManagedService> ending;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ending = List.copyOf(services);
        }
        archives.close();
        ending.forEach(ManagedService::requestStop);
        ending.forEach(ManagedService::close);
        synchronized (this) {
            servers.forEach(this::stop);
        }
        reaper.close();
        state.close();
    }

    private void stop(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            console.say("A server did not stop as it should: " + e.getMessage());
        }
    }
}
