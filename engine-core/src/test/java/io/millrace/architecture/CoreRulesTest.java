package io.millrace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoreRulesTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.millrace");
    private static final String GENERATED = "io.millrace.event.codec..";
    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis");
    private static final Set<String> EXACT_MATH = Set.of(
            "abs",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "negateExact",
            "incrementExact",
            "decrementExact",
            "toIntExact",
            "multiplyHigh",
            "multiplyFull",
            "floorDiv",
            "floorMod",
            "absExact",
            "min",
            "max",
            "signum",
            "floor",
            "ceil",
            "rint",
            "round",
            "sqrt",
            "fma",
            "copySign",
            "ulp",
            "scalb",
            "getExponent",
            "nextUp",
            "nextDown",
            "nextAfter",
            "clamp",
            "ceilDiv",
            "ceilMod",
            "unsignedMultiplyHigh");

    private static GivenClassesConjunction logic() {
        return noClasses()
                .that()
                .resideInAPackage("io.millrace..")
                .and()
                .resideOutsideOfPackages("..pipeline..", GENERATED);
    }

    private static void banPackages(final String because, final String... packages) {
        logic().should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .because(because)
                .check(CORE);
    }

    private static DescribedPredicate<JavaAccess<?>> call(
            final Class<?> owner, final String what, final java.util.function.Predicate<AccessTarget> test) {
        return DescribedPredicate.describe(
                what, access -> access.getTargetOwner().isEquivalentTo(owner) && test.test(access.getTarget()));
    }

    @Test
    void shouldDoNoInputOrOutput() {
        banPackages(
                "core is a function of its events: let engine-journal or engine-adapters do it",
                "java.io..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.net..",
                "java.sql..");
    }

    @Test
    void shouldStartNoThreadAndTakeNoLock() {
        banPackages("one thread owns each stage: threads belong to io.millrace.pipeline", "java.util.concurrent..");
        logic().should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .because("threads belong to io.millrace.pipeline")
                .check(CORE);
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("..pipeline..")
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .because("one thread owns each stage: threads belong to io.millrace.pipeline")
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void shouldNotLogOrStream() {
        banPackages("what is worth saying is an output event", "org.slf4j..", "java.util.logging..");
        banPackages("write a loop: streams allocate", "java.util.stream..");
    }

    @Test
    void shouldReadNoClock() {
        logic().should()
                .accessTargetWhere(call(System.class, "a clock of System", t -> CLOCKS.contains(t.getName())))
                .because("time comes from the event")
                .check(CORE);
        logic().should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "a clock of java.time",
                        a -> a.getTargetOwner().getPackageName().equals("java.time")
                                && (a.getTarget().getName().equals("now")
                                        || a.getTarget().getName().startsWith("system"))))
                .because("time comes from the event")
                .check(CORE);
    }

    @Test
    void shouldUseNoHashOrderAndNoRandomness() {
        logic().should()
                .dependOnClassesThat(belongToAnyOf(
                        java.util.HashMap.class, java.util.HashSet.class, java.util.IdentityHashMap.class))
                .because("hash order is chance: use arrays by dense id, or Agrona's maps without iterating")
                .check(CORE);
        logic().should()
                .dependOnClassesThat(
                        belongToAnyOf(java.util.Random.class, java.util.UUID.class, java.util.SplittableRandom.class))
                .because("randomness comes from the seed of the journal header")
                .check(CORE);
    }

    @Test
    void shouldUseStrictMath() {
        logic().should()
                .accessTargetWhere(call(
                        Math.class, "a function of Math that is not exact", t -> !EXACT_MATH.contains(t.getName())))
                .because("Math's results may differ between JVMs: use StrictMath")
                .check(CORE);
    }

    @Test
    void shouldKeepTheDisruptorAndAffinityInThePipeline() {
        banPackages("only io.millrace.pipeline knows the ring and the CPUs", "com.lmax.disruptor..", "net.openhft..");
    }

    @Test
    void shouldHaveNoPackageCycles() {
        slices().matching("io.millrace.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one package pretending to be two: move what both need below both")
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void shouldKeepStrategyAndRiskApart() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.risk..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.strategy..")
                .because("risk judges an OrderIntent, whoever wrote it")
                .allowEmptyShould(true)
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage("io.millrace.strategy..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.millrace..")
                        .and(not(resideInAnyPackage(
                                "io.millrace.strategy..",
                                "io.millrace.indicator..",
                                "io.millrace.intent..",
                                "io.millrace.event..",
                                "io.millrace.fixed..",
                                "io.millrace.instrument..",
                                "io.millrace.calendar..")))
                        // Of the market's room a strategy sees the bar, not how bars are made; of the
                        // configuration's, how a wrong name is answered.
                        .and(not(
                                belongToAnyOf(io.millrace.book.ClosedBar.class, io.millrace.config.NearestName.class))))
                .because("a strategy sees indicators, bars and its own view, and writes intents")
                .allowEmptyShould(true)
                .check(CORE);
    }
}
