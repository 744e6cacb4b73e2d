package io.darkroom.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may use what among the things that services share. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.service");

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("io.darkroom.service.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /**
     * But for the one class that follows the topic on which created keys are told of (ADR 0016).
     */
    @Test
    void problemsAndAccessNeedNoDatabaseAndNoBroker() {
        noClasses()
                .that()
                .resideInAnyPackage("..service.problem..", "..service.access..")
                .and()
                .doNotHaveSimpleName("KeyTopic")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.hibernate..",
                        "io.darkroom.service.outbox..",
                        "io.darkroom.service.events..")
                .check(CLASSES);
    }

    @Test
    void nothingHereKnowsAService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.ingest..",
                        "io.darkroom.moderation..",
                        "io.darkroom.captioning..",
                        "io.darkroom.transform..",
                        "io.darkroom.storage..")
                .check(CLASSES);
    }
}
