package io.darkroom.systemtests;

import java.util.List;
import java.util.Map;

/**
 * What the tests' Darkroom runs on: servers in its own process by default, containers with {@code
 * -Dinfra=containers}. Asked for containers, it never takes anything else.
 *
 * @param name as it is asked for
 * @param options for {@code ./darkroom up}
 * @param environment for it, too
 */
record Infrastructure(String name, List<String> options, Map<String, String> environment) {

    /** Starts what the property {@code infra} asks for, and says which it is. */
    static Infrastructure start() {
        String asked = System.getProperty("infra", "embedded");
        var infrastructure =
                switch (asked) {
                    case "embedded" -> new Infrastructure(asked, List.of("--fresh"), Map.of());
                    case "containers" ->
                            new Infrastructure(
                                    asked, List.of("--external"), ContainerServers.start());
                    default ->
                            throw new IllegalArgumentException(
                                    "-Dinfra must be embedded or containers, was " + asked);
                };
        System.out.println("system-tests: infrastructure: " + asked);
        return infrastructure;
    }
}
