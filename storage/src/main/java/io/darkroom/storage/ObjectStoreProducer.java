package io.darkroom.storage;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** The object store of a service, unless it (or its test) brings another. */
@ApplicationScoped
class ObjectStoreProducer {

    @Produces
    @ApplicationScoped
    @DefaultBean
    ObjectStore objectStore(S3Config config) {
        return new S3ObjectStore(settings(config));
    }

    void close(@Disposes ObjectStore store) {
        closeIfOpen(store);
    }

    @Produces
    @ApplicationScoped
    @DefaultBean
    DirectUploadStore directUploadStore(S3Config config) {
        return new S3DirectUploadStore(settings(config));
    }

    void close(@Disposes DirectUploadStore store) {
        closeIfOpen(store);
    }

    private static S3Settings settings(S3Config config) {
        return new S3Settings(
                config.endpoint(),
                config.publicEndpoint().orElse(null),
                config.accessKey(),
                config.secretKey(),
                config.region(),
                config.connectTimeout(),
                config.requestTimeout(),
                config.connections(),
                config.caCertificates().orElse(null));
    }

    private static void closeIfOpen(Object store) {
        if (store instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("The object store did not close", e);
            }
        }
    }
}
