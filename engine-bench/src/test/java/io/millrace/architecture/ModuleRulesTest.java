package io.millrace.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.millrace");

    @Test
    void shouldHaveNoPackageCycles() {
        slices().matching("io.millrace.(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one package pretending to be two: move what both need below both")
                .check(ALL);
    }

    @Test
    void shouldUseChronicleInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.millrace.chronicle..", "io.millrace.pipeline..", "io.millrace.bench.limits..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.openhft.chronicle..")
                .because("the journal is reached through io.millrace.journal")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void shouldPrintInTheCommandLineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.millrace.cli..", "..jmh_generated..")
                .should()
                .accessField(System.class, "out")
                .because("standard output belongs to io.millrace.cli: return the text to it")
                .check(ALL);
    }

    @Test
    void shouldUseJsonAtTheEdgesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.millrace.venue..",
                        "io.millrace.source..",
                        "io.millrace.control..",
                        "io.millrace.cli..",
                        "io.millrace.report..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .because("inside, an event is its bytes: use the codecs")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void shouldServeInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.control..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .because("the service is reached through io.millrace.control.ApiServer")
                .check(ALL);
    }

    @Test
    void shouldUseTheDatabaseInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.catalog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb..")
                .because("tables are read and written through io.millrace.catalog")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("io.millrace.catalog..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.millrace..").and(resideOutsideOfPackage("io.millrace.catalog..")))
                .because("a table does not know what it is about: give it text and numbers")
                .check(ALL);
    }

    @Test
    void shouldCountInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.prometheus..")
                .because("metrics are made from the view by io.millrace.metrics.EngineMetrics")
                .check(ALL);
    }

    @Test
    void shouldNotReachTheEngineFromTheReadSides() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.millrace.view..",
                        "io.millrace.control..",
                        "io.millrace.metrics..",
                        "io.millrace.dashboard..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.millrace\\.(engine\\.TradingEngine|pipeline\\.Inlet|journal\\.JournalWriter)")
                .because("who reads gets a replica; who changes gives a command to a CommandDesk")
                .check(ALL);
    }

    @Test
    void shouldPlayVenueInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.feedserver..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.java_websocket..")
                .because("the engine's own connections are io.millrace.net.WebSocketLink")
                .check(ALL);
    }

    @Test
    void shouldKeepMessagesOutsideTheHeap() {
        noClasses()
                .should()
                .callConstructor(UnsafeBuffer.class, byte[].class)
                .orShould()
                .callConstructor(UnsafeBuffer.class, byte[].class, int.class, int.class)
                .orShould()
                .callMethod(UnsafeBuffer.class, "wrap", byte[].class)
                .orShould()
                .callMethod(UnsafeBuffer.class, "wrap", byte[].class, int.class, int.class)
                .because("one buffer on an array makes every other one slower: see io.millrace.event.OffHeap")
                .check(ALL);
    }

    @Test
    void shouldLookIntoSecretsInNamedClassesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.secret..")
                .and()
                .haveNameNotMatching("io\\.millrace\\.(control\\.(Tokens|ApiHandler|TlsDoor)|daemon\\.ServiceCommand"
                        + "|notify\\.(HookSender|Notifier))(\\$.*)?")
                .should()
                .callMethod("io.millrace.secret.Secret", "use", "java.util.function.Function")
                .because("what a secret is goes into a comparison, a signature or a request, and nowhere else")
                .check(ALL);
    }

    @Test
    void shouldKeepSecretsOutOfExceptionsRecordsAndTexts() {
        noFields()
                .that()
                .haveRawType("io.millrace.secret.Secret")
                .should()
                .beDeclaredInClassesThat()
                .areAssignableTo(Throwable.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAssignableTo(Record.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAssignableTo(java.io.Serializable.class)
                .because("these are printed, compared and stored as they are")
                .check(ALL);
        noClasses()
                .should()
                .callMethod("io.millrace.secret.Secret", "toString")
                .because("a secret has no text")
                .check(ALL);
    }
}
