package io.darkroom.ingest.steering;

import io.darkroom.service.access.Caller;
import io.darkroom.service.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells those who run the installation from operators of one of its tenants: a stage works for
 * everybody, so that not everybody's operator may stop it.
 */
@ApplicationScoped
public class Operators {
    private final OperationsConfig config;

    Operators(OperationsConfig config) {
        this.config = config;
    }

    /** Whether the caller's tenant runs the installation. */
    public boolean runInstallation(Caller caller) {
        return config.tenants().contains(caller.tenant());
    }

    /**
     * @throws io.darkroom.service.problem.ProblemException {@code forbidden} where it does not
     */
    public void require(Caller caller) {
        if (!runInstallation(caller)) {
            throw ProblemType.FORBIDDEN.exception(
                    "Stages work for every tenant; only operators of a tenant that is listed in"
                            + " darkroom.operations.tenants steer them.");
        }
    }
}
