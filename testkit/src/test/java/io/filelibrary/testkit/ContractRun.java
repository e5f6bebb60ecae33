package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class that implements contracts, and collects the rules by their numbers. */
final class ContractRun implements TestExecutionListener {
  private final SortedMap<String, Throwable> failures = new TreeMap<>();
  private final List<String> unexpected = new ArrayList<>();
  private int tests;

  private ContractRun() {}

  /** Runs the tests of a class, and returns the numbers of the rules that failed. */
  static SortedSet<String> failedRules(Class<?> testClass) {
    return failedRules(testClass, rule -> true);
  }

  /** Runs the tests of a class that are wanted by their display names. */
  static SortedSet<String> failedRules(Class<?> testClass, Predicate<String> wanted) {
    return failedRules(request(testClass, wanted).build());
  }

  /** Runs the tests of a class with a configuration parameter. */
  static SortedSet<String> failedRules(Class<?> testClass, String parameter, String value) {
    return failedRules(
        request(testClass, rule -> true).configurationParameter(parameter, value).build());
  }

  private static SortedSet<String> failedRules(LauncherDiscoveryRequest request) {
    ContractRun run = new ContractRun();
    launcher().execute(request, run);
    assertThat(run.unexpected).as("what ended in no expected way").isEmpty();
    assertThat(run.tests).as("tests run").isPositive();
    return new TreeSet<>(run.failures.keySet());
  }

  /** The display names of the rules that a class takes on. */
  static List<String> rules(Class<?> testClass) {
    var plan = launcher().discover(request(testClass, rule -> true).build());
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .map(TestIdentifier::getDisplayName)
        .sorted()
        .toList();
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!test.isTest()) {
      result.getThrowable().ifPresent(e -> unexpected.add(test.getDisplayName() + ": " + e));
      return;
    }
    tests++;
    result.getThrowable().ifPresent(e -> failures.put(number(test), e));
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    unexpected.add(test.getDisplayName() + " was skipped: " + reason);
  }

  private static String number(TestIdentifier test) {
    return Splitter.on(' ').split(test.getDisplayName()).iterator().next();
  }

  private static Launcher launcher() {
    return LauncherFactory.create(
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build());
  }

  private static LauncherDiscoveryRequestBuilder request(
      Class<?> testClass, Predicate<String> wanted) {
    PostDiscoveryFilter rules =
        test -> FilterResult.includedIf(!test.isTest() || wanted.test(test.getDisplayName()));
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(testClass))
        .filters(rules);
  }
}
