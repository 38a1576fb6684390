package org.ae4j.core.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Names;

/** Some of the classes that the rows of a data set are labelled with. Immutable. */
public final class LabelClasses {
  private final BitSet wanted = new BitSet();

  private LabelClasses(Dataset rows, List<String> classes) {
    List<String> names = rows.labelNames();
    for (String text : classes) {
      int named = names.indexOf(text);
      wanted.set(named >= 0 ? named : index(text, names));
    }
  }

  /**
   * Finds classes by their names, or by their numbers from 0.
   *
   * @throws DataException if the rows have no labels
   * @throws ConfigurationException if there is no such class
   */
  public static LabelClasses of(Dataset rows, List<String> classes) {
    if (rows.labels().isEmpty()) {
      throw new DataException(
          rows.name()
              + ": found no labels, expected a class for each row; say which column it is, as in"
              + " --data-option label=class");
    }
    return new LabelClasses(rows, classes);
  }

  private static int index(String text, List<String> names) {
    boolean number = text.matches("\\d{1,7}");
    if (number && (names.isEmpty() || Integer.parseInt(text) < names.size())) {
      return Integer.parseInt(text);
    }
    List<String> known = new ArrayList<>(names);
    IntStream.range(0, names.size()).mapToObj(Integer::toString).forEach(known::add);
    throw Names.unknown("class", text, known);
  }

  /** Tells whether a label is one of these classes. */
  public boolean contains(int label) {
    return wanted.get(label);
  }

  /**
   * Returns the rows of these classes, in their order.
   *
   * @throws DataException if there are none
   */
  public Dataset select(Dataset rows) {
    int[] labels = rows.labels().orElseThrow();
    int[] chosen = IntStream.range(0, labels.length).filter(i -> contains(labels[i])).toArray();
    if (chosen.length == 0) {
      throw new DataException(
          rows.name() + ": found no rows of the classes asked for, expected at least 1");
    }
    return SubsetDataset.ofOwn(rows, chosen);
  }
}
