package org.ae4j.convolutional;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Shape;

/**
 * The zeros around an input.
 *
 * <p>{@code same}: kernel - 1 in all, (kernel - 1) / 2 before and the rest after, so that an output
 * has ceil(input / stride) values; for odd kernels the (kernel - 1) / 2 on each side that PyTorch's
 * users give. Even kernels have one more after than before. A number or {@code HEIGHTxWIDTH}: as
 * many on each side. {@code valid}: none.
 *
 * @param same whether the kernel decides
 * @param amount on each side, 0 where the kernel decides
 */
record Padding(boolean same, Extent amount) {
  static final Padding SAME = new Padding(true, Extent.of(0));
  static final Padding VALID = new Padding(false, Extent.of(0));

  static Padding parse(String layer, String text) {
    return switch (text) {
      case "same" -> SAME;
      case "valid" -> VALID;
      default -> {
        if (!Character.isDigit(text.charAt(0)) && text.charAt(0) != '-') {
          throw new ConfigurationException(
              layer + ": padding must be same, valid or a whole number, got '" + text + "'");
        }
        yield new Padding(false, Extent.parse(layer + ": padding", text, 0));
      }
    };
  }

  /** Refuses windows that would lie outside the input altogether. */
  void requireLessThan(String layer, Extent kernel) {
    if (amount.height() >= kernel.height() || amount.width() >= kernel.width()) {
      throw new ConfigurationException(
          layer + ": padding must be less than the kernel, " + kernel + ", got " + this);
    }
  }

  /** Returns how many zeros stand before the first value. */
  Extent before(Extent kernel, Shape input, Object layer) {
    return same
        ? new Extent((kernel.height() - 1) / 2, (kernel.width() - 1) / 2)
        : amount.in(input, 0, layer);
  }

  /** Returns how many zeros stand before and after, together. */
  Extent total(Extent kernel, Shape input, Object layer) {
    if (same) {
      return new Extent(kernel.height() - 1, kernel.width() - 1);
    }
    Extent each = amount.in(input, 0, layer);
    return new Extent(2 * each.height(), 2 * each.width());
  }

  @Override
  public String toString() {
    return same ? "same" : equals(VALID) ? "valid" : amount.toString();
  }
}
