package org.ae4j.core.data;

import java.util.List;
import org.ae4j.api.DataException;

/** Rows of texts under named columns, which can be gone through more than once. */
interface RowSource {
  /** Returns what messages and models call the data. */
  String name();

  /** Returns the columns' distinct names. */
  List<String> columns();

  /** Hands over each row, in order, without keeping it. */
  void forEach(Visitor visitor);

  /** Makes a message on a cell. */
  DataException problem(long line, String column, String found, String expected, String advice);

  /** Makes a message on the columns. */
  DataException headerProblem(String found, String expected, String advice);

  /** Takes a row. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes a row of one text a column, valid until it returns.
     *
     * @param line for messages
     */
    void row(long line, List<String> cells);
  }
}
