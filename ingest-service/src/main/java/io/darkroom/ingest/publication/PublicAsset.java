package io.darkroom.ingest.publication;

import io.darkroom.storage.ObjectStore.Entry;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Gatherer;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the public bucket of one asset.
 *
 * @param names of its files
 */
record PublicAsset(String tenant, UUID id, Set<String> names) {
    private static final Pattern KEY =
            Pattern.compile(
                    "([^/]+)/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})/([^/]+)");

    /**
     * Puts the objects of a listing together by their assets, one after another: a store lists its
     * keys in order. Objects whose key has another form than {@link PublicFiles} gives are left
     * out.
     */
    static Gatherer<Entry, ?, PublicAsset> eachOf() {
        class Last {
            @Nullable PublicAsset asset;
        }
        return Gatherer.ofSequential(
                Last::new,
                Gatherer.Integrator.ofGreedy((last, entry, downstream) -> {
                    Matcher key = KEY.matcher(entry.ref().key());
                    if (!key.matches()) {
                        return true;
                    }
                    String tenant = key.group(1);
                    UUID id = UUID.fromString(key.group(2));
                    String name = key.group(3);
                    PublicAsset before = last.asset;
                    if (before != null && before.tenant.equals(tenant) && before.id.equals(id)) {
                        before.names.add(name);
                        return true;
                    }
                    last.asset = new PublicAsset(tenant, id, new HashSet<>(Set.of(name)));
                    return before == null || downstream.push(before);
                }),
                (last, downstream) -> {
                    if (last.asset != null) {
                        downstream.push(last.asset);
                    }
                });
    }
}
