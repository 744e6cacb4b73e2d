package io.darkroom.service.problem;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body nobody declared the length of, counted as it comes. Whoever reads it sees no
 * byte over the bound, but {@link BodyTooLargeException}.
 *
 * <p>Quarkus has such a bound too, but answers without a body where it is passed; this one comes
 * first. All of it happens on the request's event loop.
 */
final class BoundedRequest extends HttpServerRequestWrapper {
    private final long maxBytes;
    private final Handler<HttpServerRequest> refusal;
    private volatile long bytes;
    private boolean refused;
    private @Nullable Handler<Throwable> reader;

    /**
     * @param maxBytes the most that is passed on
     * @param refusal answers and sees to the rest of the body; called once at most
     */
    BoundedRequest(HttpServerRequest request, long maxBytes, Handler<HttpServerRequest> refusal) {
        super((HttpServerRequestInternal) request);
        this.maxBytes = maxBytes;
        this.refusal = refusal;
    }

    @Override
    public HttpServerRequest handler(@Nullable Handler<Buffer> handler) {
        delegate.handler(handler == null ? null : buffer -> pass(buffer, handler));
        return this;
    }

    @Override
    public HttpServerRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
        reader = handler;
        delegate.exceptionHandler(handler);
        return this;
    }

    /** What was passed on, so never more than the bound. */
    @Override
    public long bytesRead() {
        return bytes;
    }

    private void pass(Buffer buffer, Handler<Buffer> handler) {
        if (refused) {
            return;
        }
        long total = bytes + buffer.length();
        if (total <= maxBytes) {
            bytes = total;
            handler.handle(buffer);
            return;
        }
        refused = true;
        refusal.handle(delegate);
        if (reader != null) {
            reader.handle(new BodyTooLargeException());
        }
    }
}
