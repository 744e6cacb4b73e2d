package io.darkroom.ingest.erasure;

import io.darkroom.ingest.support.Database;
import io.darkroom.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Every store there is, looked through as text. */
final class Stores {
    private static final int MOST = 64 << 20;

    private final ObjectStore store;
    private final List<String> buckets;

    Stores(ObjectStore store, List<String> buckets) {
        this.store = store;
        this.buckets = buckets;
    }

    /** Where the text stands: tables of every schema, keys and contents of objects. */
    List<String> holding(String text) {
        var places = new ArrayList<String>();
        for (String table :
                Database.texts(
                        "SELECT format('%I.%I', table_schema, table_name) FROM"
                                + " information_schema.tables WHERE table_type = 'BASE TABLE' AND"
                                + " table_schema NOT IN ('pg_catalog', 'information_schema')")) {
            if (rows(table, text) + rows(table, hex(text)) > 0) {
                places.add(table);
            }
        }
        buckets.stream().flatMap(bucket -> objects(bucket, text).stream()).forEach(places::add);
        return places;
    }

    private static long rows(String table, String text) {
        return Database.number(
                "SELECT count(*) FROM %s t WHERE t::text LIKE '%%%s%%'".formatted(table, text));
    }

    private List<String> objects(String bucket, String text) {
        try (var listed = store.list(bucket, "")) {
            return listed.filter(entry ->
                            entry.ref().key().contains(text)
                                    || new String(
                                                    store.get(entry.ref(), MOST),
                                                    StandardCharsets.ISO_8859_1)
                                            .contains(text))
                    .map(entry -> bucket + "/" + entry.ref().key())
                    .toList();
        }
    }

    /** As PostgreSQL writes bytes. */
    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
