package io.filelibrary.e2e;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.platform.commons.annotation.Testable;

/**
 * Which implementation is tested with which contract, as the compiled classes of all modules tell
 * it. The contracts are the kit's public interfaces named so; a test class that implements one
 * tests what its {@code open} opens.
 */
final class ContractTable {
  private static final String KIT = "io.filelibrary.testkit";
  private static final String ABSENT = "–";

  private final List<JavaClass> contracts;
  private final List<JavaClass> tests;
  private final Function<String, List<String>> pairs;

  /**
   * Reads the classes.
   *
   * @param folders where the compiled classes of all modules are
   * @param pairs tells the implementations of a constant of {@link LibraryPair}
   */
  ContractTable(Collection<Path> folders, Function<String, List<String>> pairs) {
    JavaClasses classes = new ClassFileImporter().importPaths(folders);
    this.pairs = pairs;
    contracts =
        classes.stream()
            .filter(type -> type.getPackageName().startsWith(KIT))
            .filter(type -> type.isInterface() && isPublic(type))
            .filter(type -> type.getSimpleName().endsWith("Contract"))
            .sorted(
                Comparator.comparing(JavaClass::getPackageName)
                    .thenComparing(ContractTable::firstNumber)
                    .thenComparing(JavaClass::getName))
            .toList();
    tests =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && type.getSimpleName().endsWith("Test"))
            .filter(type -> !contractsOf(type).isEmpty())
            .filter(ContractTable::runsAlways)
            .filter(type -> !implementations(type).isEmpty())
            .sorted(Comparator.comparing(JavaClass::getName))
            .toList();
  }

  /** Says whether a class runs in every build, not only where a store or a program is there. */
  private static boolean runsAlways(JavaClass test) {
    return test.getAnnotations().stream()
        .map(annotation -> annotation.getRawType().getPackageName())
        .noneMatch("org.junit.jupiter.api.condition"::equals);
  }

  /** A test class and the methods of the rules that it has to run. */
  record Run(String testClass, Set<String> rules) {}

  /** Returns what has to have run for the table to be true. */
  List<Run> runs() {
    return tests.stream()
        .map(
            test ->
                new Run(
                    test.getName(),
                    contractsOf(test).stream()
                        .flatMap(contract -> rules(contract))
                        .map(JavaMethod::getName)
                        .collect(toCollection(TreeSet::new))))
        .toList();
  }

  /** Returns the table in Markdown. */
  String text() {
    Map<String, Set<JavaClass>> rows = new TreeMap<>();
    for (JavaClass test : tests) {
      String row = String.join(" + ", implementations(test));
      rows.computeIfAbsent(row, name -> new HashSet<>()).addAll(contractsOf(test));
    }
    Stream<String> names =
        contracts.stream().map(contract -> contract.getSimpleName().replaceFirst("Contract$", ""));
    return line("", names)
        + line("---", contracts.stream().map(contract -> "--:"))
        + rows.entrySet().stream()
            .sorted(Comparator.comparing(row -> firstColumn(row.getValue())))
            .map(row -> line(row.getKey(), cells(row.getValue())))
            .collect(joining());
  }

  private static String line(String first, Stream<String> cells) {
    return Stream.concat(Stream.of(first), cells).collect(joining(" | ", "| ", " |\n"));
  }

  private int firstColumn(Set<JavaClass> kept) {
    return contracts.stream().filter(kept::contains).mapToInt(contracts::indexOf).min().orElse(0);
  }

  private Stream<String> cells(Set<JavaClass> kept) {
    return contracts.stream()
        .map(contract -> kept.contains(contract) ? Long.toString(rules(contract).count()) : ABSENT);
  }

  private List<JavaClass> contractsOf(JavaClass test) {
    return contracts.stream().filter(test.getAllRawInterfaces()::contains).toList();
  }

  /** Returns what a test class opens, or nothing where that is a fake of the kit's own tests. */
  private List<String> implementations(JavaClass test) {
    JavaMethod open =
        test.getMethods().stream()
            .filter(method -> method.getName().equals("open"))
            .filter(method -> !method.getModifiers().contains(JavaModifier.BRIDGE))
            .findFirst()
            .orElseThrow(() -> new AssertionError(test.getName() + " has no open() of its own"));
    Set<JavaClass> opened =
        Stream.concat(
                Stream.of(open.getRawReturnType()),
                open.getCallsFromSelf().stream().map(call -> call.getTargetOwner()))
            .filter(type -> !type.isInterface())
            .filter(
                type ->
                    type.isAssignableTo(StorageBackend.class) || type.isAssignableTo(Catalog.class))
            .collect(toCollection(() -> new TreeSet<>(Comparator.comparing(JavaClass::getName))));
    if (opened.contains(open.getRawReturnType())) {
      opened.retainAll(Set.of(open.getRawReturnType()));
    }
    List<String> ofPairs =
        open.getFieldAccesses().stream()
            .filter(access -> access.getTargetOwner().isEquivalentTo(LibraryPair.class))
            .flatMap(access -> pairs.apply(access.getTarget().getName()).stream())
            .toList();
    if (opened.isEmpty() && ofPairs.isEmpty()) {
      throw new AssertionError("Cannot tell which storage or catalog " + test.getName() + " opens");
    }
    return Stream.concat(
            opened.stream()
                .filter(type -> !type.getPackageName().startsWith(KIT))
                .map(JavaClass::getSimpleName),
            ofPairs.stream())
        .toList();
  }

  /** Returns the rules of a contract, whichever interface it has them from. */
  private static Stream<JavaMethod> rules(JavaClass contract) {
    return Stream.concat(Stream.of(contract), contract.getAllRawInterfaces().stream())
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.isMetaAnnotatedWith(Testable.class));
  }

  /** Returns the lowest number of the rules, such as S001 of the rule S01. */
  private static String firstNumber(JavaClass contract) {
    return rules(contract)
        .map(rule -> rule.getAnnotationOfType(DisplayName.class).value())
        .map(
            name ->
                name.charAt(0)
                    + "%03d".formatted(Integer.valueOf(name.substring(1, name.indexOf(' ')))))
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new AssertionError(contract.getName() + " has no rules"));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }
}
