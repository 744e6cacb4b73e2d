package io.darkroom.local.embedded.quarkus;

import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test Kafka, PostgreSQL and S3, started once for the whole test JVM.
 *
 * <p>Use: {@code @QuarkusTestResource(DarkroomServersResource.class)} on one test class. An API key
 * {@link TestServers#API_KEY} with every role is configured under the name {@code test}.
 */
public final class DarkroomServersResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return TestServers.configuration();
    }

    /** Nothing: the next test profile uses the same servers, and they end with the JVM. */
    @Override
    public void stop() {}
}
