package io.darkroom.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void contractsStandOnJavaAndJacksonAlone() {
        var contracts =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.darkroom.contracts");

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.contracts..",
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations..")
                .check(contracts);
    }
}
