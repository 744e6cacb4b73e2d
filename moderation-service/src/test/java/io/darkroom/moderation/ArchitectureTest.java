package io.darkroom.moderation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.moderation");

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("io.darkroom.moderation.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void policyIsPure() {
        noClasses()
                .that()
                .resideInAPackage("..moderation.policy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "jakarta..",
                        "org.apache.kafka..",
                        "org.hibernate..",
                        "io.minio..",
                        "io.darkroom.moderation.review..")
                .check(CLASSES);
    }

    @Test
    void noOtherServiceAndNoStorageProviderIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.ingest..",
                        "io.darkroom.captioning..",
                        "io.darkroom.transform..",
                        "io.minio..")
                .check(CLASSES);
    }

    /** Leases and graces are the same for all instances, whatever time it is at one of them. */
    @Test
    void reviewsGoByTheTimeOfTheDatabase() {
        noClasses()
                .that()
                .resideInAPackage("..moderation.review..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    /** So that what was begun is brought to its end, whoever waits for it. */
    @Test
    void sessionsAreOpenedForTransactionsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.hibernate.reactive.mutiny.Mutiny$SessionFactory")
                .check(CLASSES);
    }
}
