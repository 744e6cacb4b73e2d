package io.darkroom.stage;

import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import io.darkroom.storage.S3Config;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The real object store with a switch that takes it away. */
@ApplicationScoped
class FlakyStore {
    private volatile boolean away;

    void setAway(boolean away) {
        this.away = away;
    }

    @Produces
    @Singleton
    ObjectStore store(S3Config config) {
        var real =
                new S3ObjectStore(
                        S3Settings.of(config.endpoint(), config.accessKey(), config.secretKey()));
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (_, method, arguments) -> {
                            if (away) {
                                throw new ObjectStoreException("The store was taken away", null);
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        });
    }
}
