package io.darkroom.ingest.intake.direct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {
    @ParameterizedTest
    @CsvSource({"10, 4, 3, 2", "8, 4, 2, 4", "3, 4, 1, 3", "4294967297, 1073741824, 5, 1"})
    void aFileIsCutIntoEqualPartsAndARest(long bytes, long partBytes, int count, long last) {
        var parts = new Parts(bytes, partBytes);

        assertThat(parts.count()).isEqualTo(count);
        assertThat(parts.bytes(1)).isEqualTo(Math.min(bytes, partBytes));
        assertThat(parts.bytes(count)).isEqualTo(last);
    }
}
