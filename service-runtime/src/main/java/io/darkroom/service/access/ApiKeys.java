package io.darkroom.service.access;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** Where API keys are looked up. */
interface ApiKeys {

    /** Whose key this is, if anybody's. */
    Uni<Optional<Holder>> holderOf(String key);

    /**
     * The holder of a key.
     *
     * @param key names the key, and not its holder: two keys may have one name
     */
    record Holder(String key, String name, String tenant, Set<Role> roles) {
        public Holder {
            roles = Set.copyOf(roles);
        }
    }
}
