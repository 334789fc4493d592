package dev.dupabase;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.dupabase.platform.sql.Sql;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.modulith.core.ApplicationModules;

/// The rules of the house (docs/architecture.md): this test fails when someone breaks them.
@AnalyzeClasses(packages = "dev.dupabase", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String[] FEATURES = {
        "dev.dupabase.auth..",
        "dev.dupabase.rest..",
        "dev.dupabase.storage..",
        "dev.dupabase.backup..",
        "dev.dupabase.imports..",
        "dev.dupabase.admin..",
        "dev.dupabase.cli.."
    };

    @Test
    void modules_use_only_what_others_open_to_them() {
        ApplicationModules.of(DupabaseApplication.class).verify();
    }

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("dev.dupabase.(*)..")
                    .namingSlices("$1")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            resideInAPackage("dev.dupabase.."),
                            resideInAPackage("dev.dupabase.platform.."));

    @ArchTest
    static final ArchRule THE_PLATFORM_KNOWS_NO_FEATURE =
            noClasses()
                    .that()
                    .resideInAPackage("dev.dupabase.platform..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule SQL_IS_MADE_IN_FEW_PLACES =
            classes()
                    .that()
                    .areAssignableTo(Sql.class)
                    .should()
                    .onlyBeAccessed()
                    .byClassesThat(
                            resideInAPackage("dev.dupabase.platform..")
                                    .or(resideInAPackage("dev.dupabase.rest.."))
                                    .or(resideInAPackage("dev.dupabase.admin.studio.."))
                                    .or(resideInAPackage("dev.dupabase.imports..")));

    @ArchTest
    static final ArchRule DEPENDENCIES_COME_THROUGH_THE_CONSTRUCTOR =
            noFields()
                    .should()
                    .beAnnotatedWith(Autowired.class)
                    .orShould()
                    .beAnnotatedWith(Value.class);

    @ArchTest
    static final ArchRule SETTINGS_ARE_RECORDS =
            classes()
                    .that()
                    .areAnnotatedWith(ConfigurationProperties.class)
                    .should()
                    .beRecords()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_ROOMS_FOR_LEFTOVERS =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .resideInAnyPackage(
                            "..utils..", "..util..", "..common..", "..helpers..", "..impl..");

    @ArchTest
    static final ArchRule LOGGERS_ARE_CONSTANTS =
            fields().that()
                    .haveRawType(org.slf4j.Logger.class)
                    .should()
                    .bePrivate()
                    .andShould()
                    .beStatic()
                    .andShould()
                    .beFinal()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_APPLICATION_READS_THE_ENVIRONMENT =
            noClasses()
                    .that(
                            resideOutsideOfPackages(
                                    "dev.dupabase.platform.host..", "dev.dupabase.testing.."))
                    .should()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(System.class, "getenv");
}
