package io.darkroom.local.embedded.quarkus;

import io.darkroom.local.embedded.EmbeddedServerException;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Gives a Quarkus test Kafka, PostgreSQL and S3, started once for the whole test JVM.
 *
 * <p>Use: {@code @QuarkusTestResource(DarkroomServersResource.class)} on one test class. An API key
 * {@link TestServers#API_KEY} with every role is configured under the name {@code test}.
 */
public final class DarkroomServersResource implements QuarkusTestResourceLifecycleManager {
    /**
     * Quarkus loads this class anew for every test profile, and closes the loader in between; the
     * servers live in the JVM's own loader, so that they stay.
     */
    @Override
    @SuppressWarnings("unchecked") // the method's own return type, seen through reflection
    public Map<String, String> start() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader jvm = ClassLoader.getSystemClassLoader();
        thread.setContextClassLoader(jvm);
        try {
            Method configuration =
                    jvm.loadClass(TestServers.class.getName()).getMethod("configuration");
            return (Map<String, String>) configuration.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new EmbeddedServerException("The test servers did not start", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Nothing: the next test profile uses the same servers, and they end with the JVM. */
    @Override
    public void stop() {}
}
