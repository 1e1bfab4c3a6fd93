package io.throughline.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who is one customer, and what survives of what is said of one, is decided without a framework, a database or a clock. */
@AnalyzeClasses(packages = "io.throughline.identity", importOptions = DoNotIncludeTests.class)
class PurePackagesTest {

    @ArchTest
    static final ArchRule IDENTIFIERS_KNOW_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("io.throughline.identity.identifier")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.throughline.identity.identifier", "com.google.i18n.phonenumbers..");

    @ArchTest
    static final ArchRule ATTRIBUTES_KNOW_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("io.throughline.identity.attribute")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.throughline.identity.attribute");

    @ArchTest
    static final ArchRule THE_GRAPH_KNOWS_ONLY_JAVA_IDENTIFIERS_AND_ATTRIBUTES = classes()
            .that()
            .resideInAPackage("io.throughline.identity.graph")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.throughline.identity.attribute",
                    "io.throughline.identity.graph",
                    "io.throughline.identity.identifier");

    @ArchTest
    static final ArchRule NONE_OF_THEM_READS_A_CLOCK = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(
                    "io.throughline.identity.attribute",
                    "io.throughline.identity.graph",
                    "io.throughline.identity.identifier")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule THE_DOOR_ASKS_NO_DATABASE = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.throughline.identity.api")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.throughline.kit.database", "io.vertx..");
}
