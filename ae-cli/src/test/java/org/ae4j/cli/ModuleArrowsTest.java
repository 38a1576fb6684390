package org.ae4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Keeps the arrows between the modules, and what each may use from outside. */
class ModuleArrowsTest {
  private static final String API = "org.ae4j.api..";
  private static final String CORE = "org.ae4j.core..";
  private static final String[] EVERYWHERE = {
    "java..", "javax..", "jdk.net..", "org.ejml..", "org.jspecify..", "org.slf4j.."
  };

  /** What the classes of a module may depend on, besides themselves and {@link #EVERYWHERE}. */
  static final Map<String, String[]> ARROWS =
      Map.ofEntries(
          Map.entry(API, new String[] {}),
          Map.entry(
              CORE,
              new String[] {
                API,
                "com.google.common..",
                "com.google.inject..",
                "jakarta.inject..",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation..",
                "de.siegmar.fastcsv.."
              }),
          Map.entry(
              "org.ae4j.kernels.vector..",
              new String[] {API, CORE, "jdk.incubator.vector..", "com.sun.management.."}),
          Map.entry("org.ae4j.vanilla..", new String[] {API}),
          Map.entry("org.ae4j.variational..", new String[] {API}),
          Map.entry("org.ae4j.convolutional..", new String[] {API}),
          Map.entry("org.ae4j.denoising..", new String[] {API}),
          Map.entry("org.ae4j.clustering..", new String[] {API, CORE}),
          Map.entry("org.ae4j.manifold..", new String[] {API, CORE}),
          Map.entry("org.ae4j.anomaly..", new String[] {API, CORE}),
          Map.entry("org.ae4j.data.fashionmnist..", new String[] {API, CORE}),
          Map.entry(
              "org.ae4j.pictures..",
              new String[] {API, CORE, "com.samskivert.mustache..", "org.rapaio.jupyter.kernel.."}),
          Map.entry(
              "org.ae4j.testkit..",
              new String[] {API, CORE, "org.junit.jupiter..", "org.assertj.."}),
          Map.entry(
              "org.ae4j.cli..",
              new String[] {
                API,
                CORE,
                "org.ae4j.clustering..",
                "org.ae4j.manifold..",
                "org.ae4j.anomaly..",
                "org.ae4j.pictures..",
                "picocli..",
                "tools.jackson..",
                "com.samskivert.mustache..",
                "org.snakeyaml.engine.."
              }));

  static final Iterable<String> MODULES = ARROWS.keySet().stream().sorted().toList();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.ae4j");

  @ParameterizedTest
  @FieldSource("MODULES")
  void usesOnlyWhatItMay(String module) {
    String[] allowed =
        Stream.of(Stream.of(module), Stream.of(ARROWS.get(module)), Stream.of(EVERYWHERE))
            .flatMap(s -> s)
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyModuleHasItsArrows() {
    noClasses()
        .should()
        .resideOutsideOfPackages(ARROWS.keySet().toArray(String[]::new))
        .check(CLASSES);
  }
}
