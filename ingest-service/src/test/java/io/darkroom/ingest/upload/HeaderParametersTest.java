package io.darkroom.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderParametersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "form-data; name=\"file\"; filename=\"a;b=c.jpg\" | a;b=c.jpg",
                "form-data; filename=a.jpg ;name=file | a.jpg",
                "form-data;FILENAME = \"a.jpg\" | a.jpg",
                "form-data; filename=\"C:\\photos\\a.jpg\" | C:\\photos\\a.jpg",
                "form-data; filename=\"say \\\"cheese\\\".jpg\" | say \"cheese\".jpg",
                "form-data; filename=\"a.jpg\"; filename*=UTF-8''%C3%A0+b.jpg | à+b.jpg",
                "form-data; filename=\"a.jpg\"; filename*=UTF-8''%zz | a.jpg",
                "form-data; filename=\"a.jpg\"; filename=\"b.jpg\" | a.jpg",
                "form-data; filename=\"open | open",
            })
    void readsWhatClientsWrite(String header, String fileName) {
        assertThat(HeaderParameters.of(header)).containsEntry("filename", fileName);
    }

    @ParameterizedTest
    @CsvSource({"form-data", "form-data;", "form-data;;;=;", "''", "form-data; filename"})
    void findsNothingWhereThereIsNothing(String header) {
        assertThat(HeaderParameters.of(header)).doesNotContainKey("filename");
    }
}
