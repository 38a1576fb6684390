package org.ae4j.pictures;

/**
 * The style sheet of charts that stand alone. Its rules hold for {@code svg.ae} only, so that a
 * page may hold several charts, and follow light and dark where the chart is seen.
 */
public final class ChartStyle {
  /** How many lines, {@code s0} and on, have a colour of their own. */
  public static final int LINES = 8;

  /** How many classes, {@code k0} and on, have a colour of their own. */
  public static final int CLASSES = 10;

  /** Hues that differ for all kinds of sight. */
  private static final String[] LINE_LIGHT = {
    "0068a8", "c8501a", "007f5f", "b0508a", "9a6a00", "2f8fc7", "6a4fb3", "4b5563"
  };

  private static final String[] LINE_DARK = {
    "5fb0ee", "f58e58", "3fc79c", "e695c4", "e5b84a", "9ad8fb", "b3a0f5", "b6c0cc"
  };

  /** As {@link Colouring}'s, which are after Paul Tol. */
  private static final String[] CLASS_DARK = {
    "8f86f0", "f08a99", "4fc274", "ecd05f", "6fdcca", "e0679e", "8fd3ff", "c4c45a", "e48ad8",
    "b5b5b5"
  };

  /** The {@code style} element. */
  public static final String ELEMENT = element();

  private ChartStyle() {}

  private static String element() {
    StringBuilder css = new StringBuilder("<style>\n");
    css.append(
        """
        svg.ae{background:#fff;font:13px system-ui,sans-serif;max-width:100%;height:auto}
        svg.ae text{fill:#333}svg.ae .rule{stroke:#ddd}
        svg.ae .line polyline{fill:none;stroke:currentColor;stroke-width:2}svg.ae .line circle{fill:currentColor}
        svg.ae .dot{fill:none;stroke:currentColor;stroke-opacity:.75}
        """);
    colours(css, "s", LINE_LIGHT);
    for (int i = 0; i < CLASSES; i++) {
      css.append("svg.ae .k%d{color:#%06x}".formatted(i, Colouring.classColour(i)));
    }
    css.append("\n@media (prefers-color-scheme:dark){\n");
    css.append("svg.ae{background:#16181d}svg.ae text{fill:#ddd}svg.ae .rule{stroke:#3a3d45}\n");
    colours(css, "s", LINE_DARK);
    colours(css, "k", CLASS_DARK);
    return css.append("}\n</style>\n").toString();
  }

  private static void colours(StringBuilder css, String name, String[] colours) {
    for (int i = 0; i < colours.length; i++) {
      css.append("svg.ae .%s%d{color:#%s}".formatted(name, i, colours[i]));
    }
    css.append('\n');
  }
}
