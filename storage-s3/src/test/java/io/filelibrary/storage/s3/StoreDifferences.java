package io.filelibrary.storage.s3;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Skips the rules that a real store cannot keep, if it was found not to: those of two writers of
 * one key, which the library never has, and of parts left out, which it never does.
 */
final class StoreDifferences implements ExecutionCondition {
  private static final Map<String, String> NEEDED =
      Map.of(
          "oneOfConcurrentCopiesWins", StoreVerifier.JOINS_ONCE,
          "oneOfConcurrentCompletionsWins", StoreVerifier.JOINS_ONCE,
          "namedPartsMakeTheObject", StoreVerifier.DROPS_PARTS);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> promise = context.getTestMethod().map(Method::getName).map(NEEDED::get);
    if (promise.isEmpty()) {
      return enabled("the rule needs nothing that stores are known to lack");
    }
    S3Verification found =
        context
            .getRoot()
            .getStore(Namespace.create(StoreDifferences.class))
            .getOrComputeIfAbsent("verification", key -> verification(), S3Verification.class);
    return found.checks().stream()
        .filter(check -> check.promise().equals(promise.get()) && !check.kept())
        .findAny()
        .map(check -> disabled("broken by this store: " + check.promise() + ": " + check.detail()))
        .orElseGet(() -> enabled("the store keeps: " + promise.get()));
  }

  private static S3Verification verification() {
    try {
      return RealStore.verification();
    } catch (IOException e) {
      throw new IllegalStateException("the store cannot be tried", e);
    }
  }
}
