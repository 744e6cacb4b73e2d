package io.darkroom.local.supervisor;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A service as the supervisor starts it.
 *
 * @param name as it stands before its lines in the log
 * @param command the whole command; no secrets, since every user of the machine can read it
 * @param environment added to this process's own; secrets go here
 */
record ServiceSpec(
        int index, String name, int port, List<String> command, Map<String, String> environment) {
    URI url() {
        return URI.create("http://localhost:" + port);
    }
}
