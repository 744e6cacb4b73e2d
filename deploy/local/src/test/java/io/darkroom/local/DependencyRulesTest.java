package io.darkroom.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyRulesTest {
    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.local");

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("io.darkroom.local.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void embeddedServersKnowNothingOfWhoUsesThem() {
        noClasses()
                .that()
                .resideInAPackage("..embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..supervisor..", "..demo..", "..training..", "..launch..", "..command..")
                .check(classes);
    }

    @Test
    void theSupervisorKnowsServicesOnlyByTheirJars() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.ingest..",
                        "io.darkroom.captioning..",
                        "io.darkroom.transform..",
                        "io.darkroom.moderation..")
                .check(classes);
    }
}
