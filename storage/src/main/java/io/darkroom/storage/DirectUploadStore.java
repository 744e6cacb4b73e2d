package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Lets others send bytes to the store themselves, with requests that were signed for them. Methods
 * throw {@link ObjectStoreException}; those that sign ask nobody, the others block.
 */
public interface DirectUploadStore {

    /**
     * A request that stores exactly this many bytes of this type. The store refuses any other, as
     * length and type are signed.
     *
     * @param lifetime how long the request works, at most seven days
     */
    SignedRequest signPut(ObjectRef ref, long bytes, String contentType, Duration lifetime);

    /**
     * Begins an upload in parts; none is to be seen until it is {@link #completeParts completed}.
     */
    String beginParts(ObjectRef ref, String contentType);

    /**
     * A request that stores one part of exactly this many bytes.
     *
     * @param number from 1
     */
    SignedRequest signPart(
            ObjectRef ref, String uploadId, int number, long bytes, Duration lifetime);

    /** The parts that have arrived, in their order; none where no such upload is under way. */
    List<Part> parts(ObjectRef ref, String uploadId);

    /** Makes one object of the parts. */
    void completeParts(ObjectRef ref, String uploadId, List<Part> parts);

    /** Removes the parts; nothing happens where there are none. */
    void abortParts(ObjectRef ref, String uploadId);

    /** The uploads in parts under a prefix that are neither completed nor aborted. */
    List<Unfinished> unfinished(String bucket, String prefix);

    /**
     * A request that somebody else may send.
     *
     * @param headers those that were signed; they must be sent as they are
     */
    record SignedRequest(String method, URI url, Map<String, String> headers) {
        public SignedRequest {
            headers = Map.copyOf(headers);
        }

        /** Without the signature. */
        @Override
        public String toString() {
            return "SignedRequest[" + method + " " + url.getPath() + "]";
        }
    }

    /**
     * A part that has arrived.
     *
     * @param eTag without quotes
     */
    record Part(int number, String eTag, long bytes) {}

    /** An upload in parts under way. */
    record Unfinished(ObjectRef ref, String uploadId, Instant begun) {}
}
