package io.darkroom.imaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses IMAGING =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.darkroom.imaging");

    @Test
    void knowsPixelsAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.darkroom.imaging..",
                        "java..",
                        "javax.imageio..",
                        "javax.xml..",
                        "org.bytedeco..",
                        "org.jspecify..")
                .check(IMAGING);
    }

    @Test
    void decodesWithoutKnowingWhatIsMeasured() {
        noClasses()
                .that()
                .resideInAPackage("io.darkroom.imaging")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.darkroom.imaging.analysis..")
                .check(IMAGING);
    }
}
