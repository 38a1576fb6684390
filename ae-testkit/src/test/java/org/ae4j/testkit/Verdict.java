package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What a contract says of an implementation: the tests that failed, and their messages. */
record Verdict(Set<String> failed, Set<String> passed, List<String> messages) {
  static Verdict of(Class<?> contract) {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(contract))
            .execute()
            .testEvents();
    assertThat(tests.started().count()).as("tests of %s", contract).isPositive();
    return new Verdict(
        methods(tests.failed()),
        methods(tests.succeeded()),
        tests.failed().stream().map(Verdict::message).toList());
  }

  private static Set<String> methods(Events events) {
    return events.stream()
        .map(event -> (MethodSource) event.getTestDescriptor().getSource().orElseThrow())
        .map(MethodSource::getMethodName)
        .collect(Collectors.toSet());
  }

  private static String message(Event event) {
    return event
        .getPayload(org.junit.platform.engine.TestExecutionResult.class)
        .flatMap(org.junit.platform.engine.TestExecutionResult::getThrowable)
        .map(String::valueOf)
        .orElse("");
  }
}
