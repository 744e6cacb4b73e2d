package io.darkroom.service.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whoever sent the request. Only for endpoints that need a key: without one there is no caller, and
 * the methods throw.
 */
@RequestScoped
public class Caller {
    /** The attribute of a {@link SecurityIdentity} that holds the tenant's name. */
    public static final String TENANT = "darkroom.tenant";

    private final SecurityIdentity identity;

    @Inject
    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The key's or person's name, for audit trails. */
    public String name() {
        return known().getPrincipal().getName();
    }

    /** The tenant that every record and query of this request belongs to. */
    public String tenant() {
        String tenant = known().getAttribute(TENANT);
        if (tenant == null) {
            throw new IllegalStateException("The identity of " + name() + " has no tenant");
        }
        return tenant;
    }

    public Set<Role> roles() {
        return known().getRoles().stream().map(Role::of).collect(Collectors.toUnmodifiableSet());
    }

    public boolean has(Role role) {
        return known().hasRole(role.id());
    }

    /** Whether the caller has at least one of the roles. */
    public boolean hasAny(Role first, Role... others) {
        if (has(first)) {
            return true;
        }
        for (Role role : others) {
            if (has(role)) {
                return true;
            }
        }
        return false;
    }

    private SecurityIdentity known() {
        if (identity.isAnonymous()) {
            throw new IllegalStateException("This endpoint asks for a caller but needs no key");
        }
        return identity;
    }
}
