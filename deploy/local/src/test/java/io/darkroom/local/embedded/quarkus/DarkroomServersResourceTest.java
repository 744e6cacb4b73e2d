package io.darkroom.local.embedded.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DarkroomServersResourceTest {
    @Test
    void theServersStayWhenQuarkusLoadsItsTestsAnew() throws Exception {
        Map<String, String> settings = new DarkroomServersResource().start();

        assertThat(startInALoaderThatIsClosedThen()).isEqualTo(settings);
        assertThat(settings)
                .containsKeys(
                        "kafka.bootstrap.servers",
                        "darkroom.s3.endpoint",
                        "darkroom.s3.access-key",
                        "darkroom.s3.secret-key",
                        "quarkus.datasource.username",
                        "quarkus.datasource.password",
                        "quarkus.datasource.reactive.url",
                        "quarkus.datasource.jdbc.url",
                        "darkroom.access.keys.\"test\".hash",
                        "darkroom.access.keys.\"test\".roles",
                        "darkroom.access.keys.\"test\".tenant");
        try (Admin admin =
                Admin.create(
                        Map.of("bootstrap.servers", settings.get("kafka.bootstrap.servers")))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    private static Object startInALoaderThatIsClosedThen() throws Exception {
        try (var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> again = loader.loadClass(DarkroomServersResource.class.getName());
            Object resource = again.getDeclaredConstructor().newInstance();
            return again.getMethod("start").invoke(resource);
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(
                        System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> toUrl(Path.of(entry).toUri()))
                .toArray(URL[]::new);
    }

    private static URL toUrl(URI uri) {
        try {
            return uri.toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
