package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WideSocketsTest {

    /** Else the end of every eighth picture waits 40 ms for an acknowledgement (ADR 0046). */
    @Test
    void theEndOfWhatIsSentWaitsForNoAcknowledgement() throws Exception {
        try (var socket = new WideSockets().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
