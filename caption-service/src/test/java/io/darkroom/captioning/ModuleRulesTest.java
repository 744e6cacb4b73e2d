package io.darkroom.captioning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.captioning");

    @Test
    void noOtherServiceIsImported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.ingest..",
                        "io.darkroom.transform..",
                        "io.darkroom.moderation..")
                .check(CLASSES);
    }

    @Test
    void theTwoStagesKnowNeitherEachOtherNorTheirEngines() {
        noClasses()
                .that()
                .resideInAPackage("..captioning.caption..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..captioning.autotag..", "..captioning.builtin..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..captioning.autotag..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..captioning.caption..", "..captioning.builtin..")
                .check(CLASSES);
    }

    @Test
    void stagesKnowNoKafkaAndNoObjectStore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.minio..", "io.darkroom.storage..")
                .check(CLASSES);
    }
}
