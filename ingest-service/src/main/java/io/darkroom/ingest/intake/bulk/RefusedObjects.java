package io.darkroom.ingest.intake.bulk;

import io.darkroom.ingest.intake.bulk.ImportView.Refusal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects that an import could not accept, the first {@value #MOST} of them: enough to see what is
 * wrong, and no more than an answer holds.
 */
record RefusedObjects(List<Refusal> items) {
    static final int MOST = 100;
    static final RefusedObjects NONE = new RefusedObjects(List.of());

    RefusedObjects {
        items = List.copyOf(items);
    }

    /** These and further ones. */
    RefusedObjects and(List<Refusal> further) {
        return new RefusedObjects(
                Stream.concat(items.stream(), further.stream()).limit(MOST).toList());
    }
}
