package io.throughline.orchestration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.throughline.orchestration", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule DECIDING_KNOWS_NOTHING_BUT_JAVA = classes()
            .that()
            .resideInAPackage("..decision.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..decision.core..");

    @ArchTest
    static final ArchRule DECIDING_READS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("..decision.core..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule NOBODY_CALLS_THE_DOORS = noClasses()
            .that()
            .resideOutsideOfPackage("..api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..orchestration.api..");

    @ArchTest
    static final ArchRule NO_PACKAGES_NEED_ONE_ANOTHER =
            slices().matching("io.throughline.orchestration.(**)").should().beFreeOfCycles();
}
