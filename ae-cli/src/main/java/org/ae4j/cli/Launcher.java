package org.ae4j.cli;

/**
 * Start {@link Main} with the Vector API at hand.
 *
 * <p>With {@code --add-modules jdk.incubator.vector} the virtual machine prints a warning on
 * standard error that no option turns off, and it gives up the archived module graph that makes it
 * start quickly. So the module is loaded here, after the start, the way the virtual machine itself
 * adds {@code java.instrument} when an agent is attached. The manifest of this jar exports the
 * package that does it. Where that fails, the command runs on the reference kernels.
 */
final class Launcher {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private Launcher() {}

  public static void main(String[] args) {
    loadVectorModule();
    Main.main(args);
  }

  private static void loadVectorModule() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
      return;
    }
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, VECTOR_MODULE);
    } catch (ReflectiveOperationException | LinkageError e) {
      // Not this virtual machine, then: the choice of kernels reports that the module is missing.
    }
  }
}
