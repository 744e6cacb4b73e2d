package io.darkroom.imaging.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The search for faces works where there is no GTK: on servers, and in images. */
class NoWindowsTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSearchForFacesDoesWithoutOpenCvsWindows() throws IOException {
        try (var found = Cascades.load("haarcascade_frontalface_alt2.xml")) {
            assertThat(found.empty()).isFalse();
        }

        assertThat(Files.readString(Path.of("/proc/self/maps")))
                .contains("jniopencv_objdetect")
                .doesNotContain("jniopencv_highgui");
    }
}
