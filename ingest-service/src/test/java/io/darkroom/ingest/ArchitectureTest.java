package io.darkroom.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.darkroom.ingest");

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("io.darkroom.ingest.(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void rulesAndStatesKnowNoFramework() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(AssetState|ReviewPolicy|OutcomeRule|Decision|RequestParser|PresetMerge|Fields"
                            + "|EffectiveRequest|StorableText|FileName)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "jakarta..",
                        "org.apache.kafka..",
                        "org.hibernate..",
                        "io.minio..")
                .check(CODE);
    }

    @Test
    void noServiceKnowsAnother() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.captioning..",
                        "io.darkroom.transform..",
                        "io.darkroom.moderation..",
                        "io.darkroom.stage..")
                .check(CODE);
    }

    @Test
    void theRecordKnowsNobodyWhoWritesIt() {
        noClasses()
                .that()
                .resideInAPackage("io.darkroom.ingest.asset")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.ingest.upload",
                        "io.darkroom.ingest.join",
                        "io.darkroom.ingest.sweep")
                .check(CODE);
    }

    @Test
    void listenersAndResourcesStayInTheirPackage() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Listener")
                .or()
                .haveSimpleName("UploadResource")
                .should()
                .bePackagePrivate()
                .check(CODE);
    }

    /** So that what was begun is brought to its end, whoever waits for it. */
    @Test
    void sessionsAreOpenedForTransactionsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.hibernate.reactive.mutiny.Mutiny$SessionFactory")
                .check(CODE);
    }
}
