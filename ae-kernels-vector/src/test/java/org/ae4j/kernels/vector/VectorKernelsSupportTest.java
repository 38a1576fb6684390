package org.ae4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks small virtual machines, each with other options. */
class VectorKernelsSupportTest {

  private static final String ADD_MODULE = "--add-modules=jdk.incubator.vector";

  /** The main class of those virtual machines. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
      System.out.println(VectorKernelsSupport.reasonUnavailable().orElse("available"));
    }
  }

  @Test
  void namesTheOptionToAddWithoutTheModule() throws Exception {
    assertThat(answer()).contains("add --add-modules jdk.incubator.vector to the java command");
  }

  @Test
  void namesTheOptionToRemoveFromAnInterpreter() throws Exception {
    assertThat(answer(ADD_MODULE, "-Xint")).contains("remove -Xint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=3"})
  void wantsC2(String option) throws Exception {
    assertThat(answer(ADD_MODULE, option)).contains("C2 compiler is switched off");
  }

  @Test
  void wantsFusedMultiplyAdd() throws Exception {
    assertThat(answer(ADD_MODULE, "-XX:-UseFMA")).contains("remove -XX:-UseFMA");
  }

  @Test
  void answersWithoutTheManagementModule() throws Exception {
    assertThat(answer(ADD_MODULE, "--limit-modules=java.management,jdk.incubator.vector"))
        .isEqualTo("available");
  }

  private static String answer(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(folder(VectorKernelsSupport.class) + File.pathSeparator + folder(Probe.class));
    command.add(Probe.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return answer.lines().reduce("", (before, line) -> line);
  }

  /** Returns the folder of classes that holds the class. */
  private static Path folder(Class<?> type) {
    String name = type.getName().replace('.', '/') + ".class";
    String url = String.valueOf(type.getResource("/" + name));
    return Path.of(URI.create(url.substring(0, url.length() - name.length())));
  }
}
