package io.darkroom.ingest.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    @Test
    void holdsItsTimeVersionAndVariant() {
        // The time of RFC 9562's own example, appendix A.6.
        var id = Uuid7.at(Instant.ofEpochMilli(0x017F22E279B0L));

        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(0x017F22E279B0L);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void laterOnesSortLaterAndNoTwoAreTheSame() {
        Instant now = Instant.now();

        assertThat(Uuid7.at(now.plusMillis(1)).toString()).isGreaterThan(Uuid7.at(now).toString());
        assertThat(Uuid7.at(now)).isNotEqualTo(Uuid7.at(now));
    }
}
