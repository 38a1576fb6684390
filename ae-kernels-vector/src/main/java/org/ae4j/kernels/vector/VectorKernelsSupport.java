package org.ae4j.kernels.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Tells whether this virtual machine runs the vector kernels well, without touching them. */
public final class VectorKernelsSupport {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String OPTIONS_MODULE = "jdk.management";

  private static final String NO_C2 =
      "the C2 compiler is switched off; remove options such as -XX:TieredStopAtLevel,"
          + " -XX:CompilationMode, -XX:-UseCompiler or -XX:+NeverActAsServerClassMachine"
          + " from the java command";

  private VectorKernelsSupport() {}

  /** Returns why the vector kernels cannot run well here and what to do, or empty if they can. */
  public static Optional<String> reasonUnavailable() {
    if (!readable(VECTOR_MODULE)) {
      return Optional.of(
          "the module jdk.incubator.vector is not readable;"
              + " add --add-modules jdk.incubator.vector to the java command");
    }
    String machine = System.getProperty("java.vm.name", "");
    if (machine.contains("OpenJ9")) {
      return Optional.of(
          "the virtual machine " + machine + " runs the Vector API slowly; use a HotSpot one");
    }
    String info = System.getProperty("java.vm.info", "");
    if (info.contains("interpreted")) {
      return Optional.of("the virtual machine only interprets; remove -Xint from the java command");
    }
    if (info.contains("emulated-client")) {
      return Optional.of(NO_C2);
    }
    return readable(OPTIONS_MODULE) ? reasonFromOptions() : Optional.empty();
  }

  private static boolean readable(String name) {
    Module here = VectorKernelsSupport.class.getModule();
    return ModuleLayer.boot().findModule(name).filter(here::canRead).isPresent();
  }

  private static Optional<String> reasonFromOptions() {
    if (!Options.value("UseJVMCICompiler", "false").equals("false")) {
      return Optional.of(
          "the compiler is Graal, which may box the vectors;"
              + " add -XX:-UseJVMCICompiler to the java command");
    }
    String vectorSize = Options.value("MaxVectorSize", "");
    if (vectorSize.isEmpty()) {
      return Optional.of("the virtual machine lacks the C2 compiler; use a HotSpot server VM");
    }
    if (!Options.value("TieredStopAtLevel", "4").equals("4")
        || Options.value("UseCompiler", "true").equals("false")
        || Options.value("CompilationMode", "").startsWith("quick-only")) {
      return Optional.of(NO_C2);
    }
    if (Integer.parseInt(vectorSize) < 16) {
      return Optional.of(
          "vectors have fewer than 128 bits; remove -XX:MaxVectorSize="
              + vectorSize
              + " from the java command, or use the reference kernels on this processor");
    }
    if (Options.value("UseFMA", "true").equals("false")) {
      return Optional.of(
          "fused multiply-add is missing; remove -XX:-UseFMA or -XX:UseAVX from the java command,"
              + " or use the reference kernels on this processor");
    }
    return Optional.empty();
  }

  /** Reads options of the virtual machine; a class of its own because its types may be missing. */
  private static final class Options {

    private Options() {}

    static String value(String name, String otherwise) {
      HotSpotDiagnosticMXBean bean =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (bean == null) {
        return otherwise;
      }
      try {
        return bean.getVMOption(name).getValue();
      } catch (IllegalArgumentException e) {
        return otherwise; // this virtual machine has no such option
      }
    }
  }
}
