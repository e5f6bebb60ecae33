package io.filelibrary.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The rules of docs/design.md on modules, packages and what each may touch, over all main code. */
@AnalyzeClasses(packages = "io.filelibrary", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String API = "io.filelibrary";
  private static final String ERROR = "io.filelibrary.error..";
  private static final String MODEL = "io.filelibrary.model..";
  private static final String SPI = "io.filelibrary.spi..";
  private static final String CHECK = "io.filelibrary.check..";
  private static final String MEMORY = "io.filelibrary.memory..";
  private static final String INTERNAL = "io.filelibrary.internal..";
  private static final String STORAGE = "io.filelibrary.storage..";
  private static final String STORAGE_LOCAL = "io.filelibrary.storage.local..";
  private static final String STORAGE_S3 = "io.filelibrary.storage.s3..";
  private static final String STORAGE_SQLITE = "io.filelibrary.storage.sqlite..";
  private static final String HTTP = "io.filelibrary.http..";
  private static final String TESTKIT = "io.filelibrary.testkit..";
  private static final String[] CORE = {API, ERROR, MODEL, SPI, CHECK, MEMORY, INTERNAL};

  @ArchTest
  static final ArchRule coreIsLayered =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("error")
          .definedBy(ERROR)
          .layer("model")
          .definedBy(MODEL)
          .layer("spi")
          .definedBy(SPI)
          .layer("check")
          .definedBy(CHECK)
          .layer("memory")
          .definedBy(MEMORY)
          .layer("internal")
          .definedBy(INTERNAL)
          .layer("api")
          .definedBy(API)
          .whereLayer("api")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("internal")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("memory")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("internal", "api")
          .whereLayer("spi")
          .mayOnlyBeAccessedByLayers("check", "memory", "internal", "api")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("spi", "check", "memory", "internal", "api");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(new ByPackage()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule localStorageKnowsNoOtherStorage =
      noClasses()
          .that()
          .resideInAPackage(STORAGE_LOCAL)
          .should()
          .dependOnClassesThat(resideInAnyPackage(STORAGE).and(not(resideIn(STORAGE_LOCAL))));

  @ArchTest
  static final ArchRule s3StorageKnowsNoOtherStorage =
      noClasses()
          .that()
          .resideInAPackage(STORAGE_S3)
          .should()
          .dependOnClassesThat(resideInAnyPackage(STORAGE).and(not(resideIn(STORAGE_S3))));

  @ArchTest
  static final ArchRule sqliteStorageKnowsNoOtherStorage =
      noClasses()
          .that()
          .resideInAPackage(STORAGE_SQLITE)
          .should()
          .dependOnClassesThat(resideInAnyPackage(STORAGE).and(not(resideIn(STORAGE_SQLITE))));

  @ArchTest
  static final ArchRule onlyCoreSeesItsInternals =
      noClasses()
          .that(not(resideInAnyPackage(CORE)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INTERNAL);

  @ArchTest
  static final ArchRule testkitKnowsNoStorage =
      noClasses()
          .that()
          .resideInAPackage(TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(STORAGE);

  @ArchTest
  static final ArchRule httpKnowsNoStorage =
      noClasses()
          .that()
          .resideInAPackage(HTTP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(STORAGE);

  @ArchTest
  static final ArchRule onlyHttpAndTheServerKnowServlets =
      noClasses()
          .that(not(resideInAnyPackage(HTTP, "io.filelibrary.server..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.servlet..", "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule dialectsKnowNoOther =
      slices()
          .matching("io.filelibrary.http.(copilot|timetap|tus)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule coreReadsTheClockInOnePlace =
      noClasses()
          .that(resideInAnyPackage(CORE).and(not(libraryOptions())))
          .should()
          .accessTargetWhere(
              targetIs(System.class, "currentTimeMillis", "nanoTime")
                  .or(targetIs(Clock.class, "system", "systemDefaultZone", "systemUTC"))
                  .or(targetIs(Instant.class, "now")));

  @ArchTest
  static final ArchRule idsComeFromTheInjectedSource =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .accessTargetWhere(targetIs(UUID.class, "randomUUID"));

  @ArchTest
  static final ArchRule wiringIsExplicit =
      noClasses().should().dependOnClassesThat().areAssignableTo(ServiceLoader.class);

  @ArchTest
  static final ArchRule libraryReadsNoSystemProperty =
      noClasses()
          .that(resideInAnyPackage(CORE).or(resideIn(STORAGE)))
          .should()
          .accessTargetWhere(
              targetIs(System.class, "getProperties", "getProperty", "getenv")
                  .or(targetIs(Boolean.class, "getBoolean"))
                  .or(targetIs(Integer.class, "getInteger"))
                  .or(targetIs(Long.class, "getLong")));

  @ArchTest
  static final ArchRule publicSignaturesAreFreeOfGuava =
      classes()
          .that()
          .arePublic()
          .and()
          .resideOutsideOfPackage("..internal..")
          .should(notShowTypesOf("com.google.common"));

  @ArchTest
  static final ArchRule onlyTheTestkitKnowsTestLibraries =
      noClasses()
          .that()
          .resideOutsideOfPackage(TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..", "org.assertj..", "org.opentest4j..");

  @ArchTest
  static final ArchRule onlyS3StorageKnowsItsClient =
      noClasses()
          .that()
          .resideOutsideOfPackage(STORAGE_S3)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.minio..", "okhttp3..", "okio..");

  @ArchTest
  static final ArchRule onlySqliteStorageKnowsSqlite =
      noClasses()
          .that()
          .resideOutsideOfPackage(STORAGE_SQLITE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.sqlite..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule namesSayWhatATypeIs =
      noClasses().should().haveNameMatching(".*(Impl|Manager|Util|Utils|Helper)");

  private ArchitectureTest() {}

  private static DescribedPredicate<JavaClass> resideIn(String packageIdentifier) {
    return resideInAnyPackage(packageIdentifier);
  }

  private static DescribedPredicate<JavaClass> libraryOptions() {
    return describe(
        "LibraryOptions, where the default is chosen",
        type -> type.getName().equals("io.filelibrary.LibraryOptions"));
  }

  /** A call of one of the methods, or a reference to it. */
  private static DescribedPredicate<JavaAccess<?>> targetIs(Class<?> owner, String... methods) {
    List<String> names = List.of(methods);
    return describe(
        owner.getSimpleName() + "." + String.join("|", names),
        access ->
            access.getTargetOwner().isEquivalentTo(owner)
                && names.contains(access.getTarget().getName()));
  }

  private static ArchCondition<JavaClass> notShowTypesOf(String packageName) {
    return new ArchCondition<>("not show types of " + packageName) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
            .filter(parent -> involves(parent))
            .forEach(parent -> report(events, type, type.getDescription(), parent));
        type.getMembers().stream()
            .filter(member -> isVisible(member))
            .forEach(
                member ->
                    signature(member)
                        .filter(shown -> involves(shown))
                        .forEach(shown -> report(events, member, member.getDescription(), shown)));
      }

      private boolean involves(JavaType shown) {
        return shown.getAllInvolvedRawTypes().stream()
            .anyMatch(raw -> raw.getPackageName().startsWith(packageName));
      }

      private void report(ConditionEvents events, Object who, String description, JavaType shown) {
        events.add(SimpleConditionEvent.violated(who, description + " shows " + shown.getName()));
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> signature(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
  }

  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
