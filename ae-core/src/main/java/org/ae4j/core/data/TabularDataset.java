package org.ae4j.core.data;

import org.ae4j.api.Dataset;

/** Rows of a table: their features are what a schema makes of cells. */
public interface TabularDataset extends Dataset {

  /** Returns what the features of a row are. */
  TableSchema schema();
}
