package ${package};

import org.ae4j.api.Arguments;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LayerSpec;

final class SnakeFactory implements LayerFactory {
  @Override
  public String id() {
    return "snake";
  }

  @Override
  public String usage() {
    return "snake(frequency=1.0)";
  }

  @Override
  public LayerSpec create(Arguments arguments) {
    return new Snake(arguments.nextNumber("frequency", 1e-3, 1e3, 1));
  }
}
