package io.darkroom.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.storage");

    @Test
    void onlyTheS3ProviderKnowsItsSdk() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.S3.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.minio..", "okhttp3..")
                .check(CLASSES);
    }

    @Test
    void onlyTheProducerAndTheConfigurationKnowAFramework() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ObjectStoreProducer")
                .and()
                .doNotHaveSimpleName("S3Config")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..")
                .check(CLASSES);
    }
}
