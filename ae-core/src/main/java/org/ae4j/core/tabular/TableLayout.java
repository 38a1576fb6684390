package org.ae4j.core.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;

/**
 * What the features of a table's row are, in order.
 *
 * @param groups at least one
 */
public record TableLayout(List<ColumnGroup> groups) {
  /** The name of the loss and of the activation. */
  public static final String ID = "table";

  static final String USAGE = "4n,b,c5,n?";

  public TableLayout {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new ConfigurationException(
          ID + " needs at least one group of columns: " + ColumnGroup.FORM);
    }
  }

  /** Makes the layout of columns, in which neighbouring numbers become one group. */
  public static TableLayout of(List<ColumnGroup> columns) {
    List<ColumnGroup> groups = new ArrayList<>();
    for (ColumnGroup column : columns) {
      int last = groups.size() - 1;
      if (last >= 0 && groups.get(last).joins(column)) {
        ColumnGroup run = groups.get(last);
        groups.set(
            last, new ColumnGroup(run.kind(), run.size() + column.size(), false, run.weight()));
      } else {
        groups.add(column);
      }
    }
    return new TableLayout(groups);
  }

  static TableLayout read(Arguments arguments) {
    List<ColumnGroup> groups = new ArrayList<>();
    Optional<String> next = arguments.nextText("columns 1");
    while (next.isPresent()) {
      groups.add(ColumnGroup.parse(next.get()));
      next = arguments.nextText("columns " + (groups.size() + 1));
    }
    return new TableLayout(groups);
  }

  /** Returns how many features a row has. */
  public int features() {
    return groups.stream().mapToInt(ColumnGroup::features).sum();
  }

  /** Returns the sum of the columns' weights. */
  double weight() {
    return groups.stream().mapToDouble(group -> group.weight() * group.columns()).sum();
  }

  /** Returns the text of the arguments. */
  String arguments() {
    return groups.stream().map(ColumnGroup::toString).collect(Collectors.joining(","));
  }

  /** Returns the text form of the activation, which is also that of the loss with its mean. */
  @Override
  public String toString() {
    return ID + "(" + arguments() + ")";
  }
}
