package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.MDC;

/** What every log line of a run says: which asset, stage, event and generation. */
record LogContext(Map<String, String> values) {
    private static final String ASSET = "assetId";
    private static final String STAGE = "stage";
    private static final String EVENT = "eventId";
    private static final String GENERATION = "generation";

    static LogContext of(Stage stage, CloudEvent<AssetUploaded> event, int generation) {
        var values = new LinkedHashMap<String, String>();
        values.put(ASSET, event.data().assetId().toString());
        values.put(STAGE, stage.id());
        values.put(EVENT, event.id());
        values.put(GENERATION, Integer.toString(generation));
        return new LogContext(values);
    }

    /** This thread's, to be opened on another. */
    static LogContext current() {
        var values = new LinkedHashMap<String, String>();
        Stream.of(ASSET, STAGE, EVENT, GENERATION)
                .filter(name -> MDC.get(name) != null)
                .forEach(name -> values.put(name, String.valueOf(MDC.get(name))));
        return new LogContext(values);
    }

    Open open() {
        values.forEach(MDC::put);
        return () -> values.keySet().forEach(MDC::remove);
    }

    /** In force until closed. */
    interface Open extends AutoCloseable {
        @Override
        void close();
    }
}
