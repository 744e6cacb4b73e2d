package io.darkroom.stage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.stage");

    @Test
    void onlyThePortTheFailureTypesAndTheWayToProvidersArePublic() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .haveNameMatching(
                        ".*\\.(StageWork|StageInput|StageException|TransientStageException"
                                + "|TerminalStageException|DependencyOutageException|Announcements"
                                + "|DeferredStageException|KeptInput|OwnPart"
                                + "|ProviderHttp|AnswerTooLargeException)")
                .check(CLASSES);
    }

    @Test
    void thePortKnowsTheContractsOnly() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.darkroom.contracts..",
                        "io.darkroom.stage..")
                .check(CLASSES);
    }

    @Test
    void theStoreIsKnownByItsPort() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.minio..", "okhttp3..")
                .check(CLASSES);
    }

    @Test
    void theWorkerAsksNoProvider() {
        noClasses()
                .that()
                .resideInAPackage("io.darkroom.stage")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.darkroom.stage.provider..", "java.net.http..")
                .check(CLASSES);
    }
}
