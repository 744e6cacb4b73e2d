package io.darkroom.transform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.transform");

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("io.darkroom.transform.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void knowsNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.ingest..",
                        "io.darkroom.captioning..",
                        "io.darkroom.moderation..")
                .check(classes);
    }

    @Test
    void speaksToNoBrokerAndNoStoreItself() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.minio..", "io.darkroom.storage..")
                .check(classes);
    }

    @Test
    void searchesAndFillsWithoutAFramework() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Stage")
                .and()
                .resideInAnyPackage("..smartcrop..", "..outpaint..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..")
                .check(classes);
    }

    @Test
    void keepsItsStagesApart() {
        noClasses()
                .that()
                .resideInAPackage("..smartcrop..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..outpaint..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("..outpaint..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..smartcrop..")
                .check(classes);
    }
}
