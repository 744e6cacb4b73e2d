package io.darkroom.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "table.jpg,table.jpg",
        "C:\\photos\\table.jpg,table.jpg",
        "../../etc/passwd,passwd",
        "a\u202Egpj.exe,agpj.exe",
        "a\u0007\u200Fb.jpg,ab.jpg",
        "übersicht 東京.png,übersicht 東京.png",
    })
    void keepsWhatIsHarmless(String given, String kept) {
        assertThat(FileName.clean(given)).isEqualTo(kept);
    }

    @Test
    void nothingIsLeftOfSomeNames() {
        assertThat(FileName.clean("photos/")).isNull();
        assertThat(FileName.clean("\u202E")).isNull();
        assertThat(FileName.clean(null)).isNull();
    }

    @Test
    void longNamesAreCut() {
        assertThat(FileName.clean("x".repeat(300))).hasSize(255);
    }
}
