package io.darkroom.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Every exception that leaves a resource becomes a problem. Types that Quarkus maps by itself are
 * named, since the nearest type wins.
 */
class ProblemMappers {

    @ServerExceptionMapper
    Response map(ProblemException e) {
        return ProblemResponses.of(e.problem(), e.retryAfter());
    }

    @ServerExceptionMapper({
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        ForbiddenException.class,
        ConstraintViolationException.class,
        ValidationException.class,
        JsonProcessingException.class,
        MismatchedInputException.class,
        NotFoundException.class,
        Throwable.class
    })
    Response map(Throwable e) {
        return ProblemResponses.of(Problems.of(e));
    }

    /** An answer that a resource made itself stays; one without a body gets a problem. */
    @ServerExceptionMapper
    Response map(WebApplicationException e) {
        Response thrown = e.getResponse();
        if (thrown.getStatus() < 400 || thrown.hasEntity()) {
            return thrown;
        }
        Response answer = ProblemResponses.of(Problems.of(e));
        String allow = thrown.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }
}
