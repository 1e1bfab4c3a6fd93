package io.throughline.journey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.throughline.journey", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The fold is a function: it can reach no clock, no database and no framework because it cannot name them. */
    @ArchTest
    static final ArchRule theFoldIsPure = classes()
            .that()
            .resideInAPackage("io.throughline.journey.fold")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.throughline.journey.fold");

    @ArchTest
    static final ArchRule theFoldReadsNoClock = noClasses()
            .that()
            .resideInAPackage("io.throughline.journey.fold")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);

    @ArchTest
    static final ArchRule noPackagesNeedOneAnother =
            slices().matching("io.throughline.journey.(**)").should().beFreeOfCycles();
}
