package io.darkroom.captioning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {
    private static final List<String> ENGINES =
            List.of(
                    "..captioning.builtin..",
                    "..captioning.vision..",
                    "..captioning.model..",
                    "..captioning.engine..");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.captioning");

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("io.darkroom.captioning.(**)").should().beFreeOfCycles().check(CLASSES);
    }

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
                .resideInAnyPackage(with(ENGINES, "..captioning.autotag.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..captioning.autotag..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(with(ENGINES, "..captioning.caption.."))
                .check(CLASSES);
    }

    @Test
    void theWayToModelsKnowsNeitherStagesNorWhatTheyAsk() {
        noClasses()
                .that()
                .resideInAPackage("..captioning.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..captioning.caption..",
                        "..captioning.autotag..",
                        "..captioning.vision..",
                        "..captioning.builtin..")
                .check(CLASSES);
    }

    @Test
    void providersAreKnownToTheWayToModelsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..captioning.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.langchain4j..", "java.net.http..", "io.darkroom.stage.provider..")
                .check(CLASSES);
    }

    @Test
    void nobodyKnowsKafkaAndOnlyWhatIsKeptOfModelsIsStored() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.minio..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..captioning.model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.darkroom.storage..")
                .check(CLASSES);
    }

    private static String[] with(List<String> packages, String other) {
        return Stream.concat(packages.stream(), Stream.of(other)).toArray(String[]::new);
    }
}
