package io.darkroom.ingest.intake;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import io.darkroom.storage.ObjectStoreRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Brings objects of the store to the local disk, where they are measured. */
@ApplicationScoped
public class ObjectReader {
    private final ObjectStore store;
    private final Spool spool;

    ObjectReader(ObjectStore store, Spool spool) {
        this.store = store;
        this.spool = spool;
    }

    /**
     * Reads an object. Blocks.
     *
     * @param version of a versioned bucket; the latest where absent
     * @throws io.darkroom.service.problem.ProblemException {@code file-too-large}, or {@code
     *     object-refused} where the store does not let this service read it
     * @throws ObjectMissingException if there is no such object
     * @throws ObjectStoreException if the store is away
     */
    public SpooledObject read(ObjectRef ref, @Nullable String version) {
        try (var opened = store.open(ref, version)) {
            spool.requireSize(opened.bytes());
            return new SpooledObject(ref, spool.write(opened.content()), opened.eTag());
        } catch (ObjectStoreRefusedException e) {
            throw ProblemType.OBJECT_REFUSED.exception(
                    "The store does not let Darkroom read the object");
        } catch (IOException e) {
            throw new ObjectStoreException("The object could not be read to its end", e);
        }
    }
}
