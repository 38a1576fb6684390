package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Runs a contract on a toy that keeps it, and then on one that breaks each of its promises in turn:
 * every test of a contract can fail, and does when it should.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokenPromises {
  private static volatile String broken = "";

  private final Class<?> contract;
  private final Class<?> subject;

  BrokenPromises(Class<?> contract, Class<?> subject) {
    this.contract = contract;
    this.subject = subject;
  }

  /** Tells the toy whether it should break a promise, by the name of the contract's test. */
  static boolean breaks(String promise) {
    return broken.equals(promise);
  }

  static boolean keepsAll() {
    return broken.isEmpty();
  }

  Stream<String> promises() {
    return Arrays.stream(contract.getDeclaredMethods())
        .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
        .map(Method::getName)
        .sorted();
  }

  @Test
  void whoKeepsAllPromisesPasses() {
    Events tests = run("");

    assertThat(names(tests.failed())).as("failed").isEmpty();
    assertThat(names(tests.succeeded()))
        .as("succeeded")
        .isEqualTo(promises().collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("promises")
  void aBrokenPromiseIsFound(String promise) {
    assertThat(names(run(promise).failed())).contains(promise);
  }

  private Events run(String promise) {
    broken = promise;
    try {
      return EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(subject))
          .execute()
          .testEvents();
    } finally {
      broken = "";
    }
  }

  private static Set<String> names(Events events) {
    return events.stream()
        .map(event -> event.getTestDescriptor().getSource().orElseThrow())
        .map(
            source ->
                ((org.junit.platform.engine.support.descriptor.MethodSource) source)
                    .getMethodName())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
