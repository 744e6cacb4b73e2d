package io.darkroom.ingest.preset;

import io.darkroom.service.http.Preconditions;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The presets of tenants. */
@ApplicationScoped
public class Presets {
    private final Transactions transactions;
    private final PresetRepository presets;
    private final PresetRules rules;

    Presets(Transactions transactions, PresetRepository presets, PresetRules rules) {
        this.transactions = transactions;
        this.presets = presets;
        this.rules = rules;
    }

    /**
     * A version of a preset. Blocks.
     *
     * @param version the latest where absent
     */
    public Optional<Preset> find(String tenant, String name, @Nullable Integer version) {
        return transactions.run(session ->
                version == null
                        ? presets.latest(session, tenant, name)
                        : presets.version(session, tenant, name, version));
    }

    List<Preset> all(String tenant) {
        return transactions.run(session -> presets.all(session, tenant));
    }

    /**
     * Gives the preset this content, as a new version unless the latest holds the same.
     *
     * @throws io.darkroom.service.problem.ProblemException where the content is wrong, or the
     *     preconditions do not hold
     */
    Stored put(Writer writer, String name, PresetContent content, Preconditions preconditions) {
        rules.check(writer.tenant(), content.request(), writer.administrator());
        return transactions.run(session ->
                presets.lock(session, writer.tenant(), name)
                        .chain(() -> presets.latest(session, writer.tenant(), name))
                        .invoke(latest -> preconditions.check(latest.map(Preset::version)))
                        .chain(latest -> put(session, writer, name, content, latest)));
    }

    private Uni<Stored> put(
            Mutiny.Session session,
            Writer writer,
            String name,
            PresetContent content,
            Optional<Preset> latest) {
        if (latest.isPresent() && content.isThatOf(latest.get())) {
            return Uni.createFrom().item(new Stored(latest.get(), false));
        }
        var next =
                new Preset(
                        name,
                        latest.map(Preset::version).orElse(0) + 1,
                        content.request(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        writer.name());
        return presets.add(session, writer.tenant(), next)
                .replaceWith(new Stored(next, latest.isEmpty()));
    }

    /** The preset as it is stored, and whether there was none before. */
    record Stored(Preset preset, boolean created) {}

    /** Whoever changes a preset. */
    record Writer(String tenant, String name, boolean administrator) {}
}
