package io.darkroom.service.access;

import io.darkroom.contracts.AccessKey;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Keys that were created over HTTP. Their owner looks into its database; every other service into
 * what it has read from the topic.
 */
public interface CreatedKeys {
    /**
     * The latest word on the key with this id.
     *
     * @return fails with the problem {@code unavailable} where nobody can tell at present
     */
    Uni<Optional<AccessKey>> find(String id);
}
