package io.darkroom.ingest.upload;

import io.darkroom.service.problem.ProblemResponses;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.storage.ObjectStoreException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the object store could not do, as an answer over HTTP. */
class StoreProblems {
    private static final Logger LOG = Logger.getLogger(StoreProblems.class);

    /** A store that is away comes back; one that refuses is a matter of its configuration. */
    @ServerExceptionMapper
    Response map(ObjectStoreException e) {
        if (e.worthRetrying()) {
            LOG.warnf("A request met an outage of the object store cause=%s", e.getMessage());
            return ProblemResponses.of(
                    ProblemType.UNAVAILABLE.because(
                            "The object store does not answer. Nothing was kept of the request;"
                                    + " send it again later."));
        }
        String errorId = UUID.randomUUID().toString();
        LOG.errorf(e, "The object store refused a request errorId=%s", errorId);
        return ProblemResponses.of(
                ProblemType.INTERNAL_ERROR
                        .because("The object store refused; the error id leads to it in the log.")
                        .named("urn:uuid:" + errorId));
    }
}
