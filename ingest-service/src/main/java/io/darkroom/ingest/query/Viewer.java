package io.darkroom.ingest.query;

import io.darkroom.contracts.Asset;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import java.util.Set;

/**
 * Whoever reads, and what they may see. The one place that answers this, for every way out; what it
 * does not allow in so many words is refused.
 */
public record Viewer(String tenant, Set<Role> roles) {
    private static final Set<Role> ALL_RECORDS =
            Set.of(Role.UPLOADER, Role.REVIEWER, Role.OPERATOR, Role.ADMIN);
    private static final Set<Role> ALL_BYTES = Set.of(Role.REVIEWER, Role.ADMIN);

    public Viewer {
        roles = Set.copyOf(roles);
    }

    /** The caller of this request, to be kept for longer than the request. */
    public static Viewer of(Caller caller) {
        return new Viewer(caller.tenant(), caller.roles());
    }

    /** Whether records in every state are shown, and not only what is published. */
    public boolean seesAllRecords() {
        return hasAny(ALL_RECORDS);
    }

    /** Whether the record is shown in this state. */
    public boolean seesRecord(Asset.State state) {
        return seesAllRecords() || (hasAny(Set.of(Role.READER)) && state == Asset.State.PUBLISHED);
    }

    /**
     * Whether bytes are given out in this state.
     *
     * @param withheld whether a reviewer kept this file back although the asset went out
     */
    public boolean seesBytes(Asset.State state, boolean withheld) {
        return switch (state) {
            case PUBLISHED -> hasAny(ALL_BYTES) || (!withheld && seesRecord(state));
            case ENRICHING, IN_REVIEW, REJECTED, FAILED, WITHDRAWN -> hasAny(ALL_BYTES);
            case ERASED -> false;
        };
    }

    private boolean hasAny(Set<Role> wanted) {
        return roles.stream().anyMatch(wanted::contains);
    }
}
