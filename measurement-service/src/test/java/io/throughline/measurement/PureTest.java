package io.throughline.measurement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** What is computed stands apart from where it is kept and how it is asked for. */
@AnalyzeClasses(packages = "io.throughline.measurement", importOptions = DoNotIncludeTests.class)
class PureTest {

    @ArchTest
    static final ArchRule SCORES_KNOW_NOTHING_ELSE = classes()
            .that()
            .resideInAPackage("..measurement.score..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.throughline.measurement.score..");

    @ArchTest
    static final ArchRule RECORDS_KNOW_NO_FRAMEWORK = classes()
            .that()
            .resideOutsideOfPackage("..measurement.api..")
            .and()
            .areRecords()
            .and()
            .areTopLevelClasses()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.throughline.measurement..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_DOORS = noClasses()
            .that()
            .resideOutsideOfPackage("..measurement.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..measurement.api..");

    @ArchTest
    static final ArchRule NO_MEASURE_READS_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC");
}
