package io.darkroom.local.supervisor;

import io.darkroom.local.launch.Endpoints;
import java.util.Map;

/** The broker, the database and the object store below the services. */
interface Backing extends AutoCloseable {
    /** What the services are told of them, by property name, beside their environment. */
    Map<String, String> settings();

    /** {@code host:port} of the broker. */
    String kafka();

    /** The database, with user and password, as {@code endpoints.json} names it. */
    String postgres();

    /** The object store and its keys. */
    Endpoints.S3 s3();

    @Override
    void close();
}
