package io.darkroom.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.CharConversionException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Bodies that broke off, as Quarkus REST tells of them. */
class BodyFailureTest {
    @Test
    void aConnectionThatWasCutIsNoDefectOfOurs() {
        var cut =
                new IOException(new IOException(new HttpClosedException("Connection was closed")));

        assertThat(Problems.of(cut).type()).endsWith(":request-malformed");
    }

    @Test
    void silenceIsTooSlow() {
        assertThat(Problems.of(new IOException("Read timed out")).type())
                .endsWith(":upload-too-slow");
    }

    @Test
    void tooManyBytes() {
        var tooLarge = new IOException(new IOException(new BodyTooLargeException()));

        assertThat(Problems.of(tooLarge).type()).endsWith(":file-too-large");
    }

    /** A reader of JSON takes bytes for UTF-32 where they begin with zeros. */
    @Test
    void bytesThatAreNoTextAreTheClientsToMend() {
        var invalid = new CharConversionException("Invalid UTF-32 character 0x316d00bf");

        assertThat(Problems.of(invalid).type()).endsWith(":request-malformed");
    }

    @Test
    void anyOtherFailureStaysOne() {
        assertThat(BodyFailure.of(new IOException("No space left on device"))).isEmpty();
    }
}
