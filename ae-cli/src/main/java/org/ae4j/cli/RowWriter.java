package org.ae4j.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.data.TableSchema;
import org.ae4j.core.model.AtomicFile;
import org.ejml.data.FMatrixRMaj;

/** Writes rows of numbers as CSV with a header or as a NumPy array, a chunk at a time. */
final class RowWriter {
  private final OutputStream out;
  private final Format format;
  private final Optional<int[]> labels;
  private final List<String> labelNames;
  private final Optional<TableSchema> table;
  private int row;

  private RowWriter(
      OutputStream out,
      Format format,
      Optional<int[]> labels,
      List<String> labelNames,
      Optional<TableSchema> table) {
    this.out = out;
    this.format = format;
    this.labels = labels;
    this.labelNames = labelNames;
    this.table = table;
  }

  /** What a file's extension says. */
  enum Format {
    CSV,
    NPY;

    static Format of(Path file) {
      return of(file, ".csv or .npy");
    }

    /** Refuses other names by saying which are taken. */
    static Format of(Path file, String endings) {
      String name = file.toString();
      if (name.endsWith(".csv")) {
        return CSV;
      }
      if (name.endsWith(".npy")) {
        return NPY;
      }
      throw new ConfigurationException(
          "--out must end with " + endings + ", which says the format; got " + file);
    }
  }

  /**
   * Writes what a function makes of rows; a file that is there is replaced when the new one is
   * wholly on the disk.
   *
   * @param names of the columns that the function returns
   * @param labelled whether the rows' labels go into a last column of CSV
   */
  static void write(
      Path file,
      List<String> names,
      Dataset rows,
      boolean labelled,
      int threads,
      Function<FMatrixRMaj, FMatrixRMaj> function) {
    write(file, names, rows, labelled, threads, function, Optional.empty());
  }

  /**
   * Writes the features of a table's rows that a function returns, as cells of the table's columns
   * where the file is CSV; see {@link #write(Path, List, Dataset, boolean, int, Function)}.
   */
  static void write(
      Path file,
      List<String> names,
      Dataset rows,
      boolean labelled,
      int threads,
      Function<FMatrixRMaj, FMatrixRMaj> function,
      Optional<TableSchema> table) {
    Chunks chunks = Chunks.of(rows, threads);
    Interruption interruption = Interruption.runs(chunks::cancel);
    try {
      AtomicFile.write(
          file,
          channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            RowWriter writer =
                new RowWriter(
                    out,
                    Format.of(file),
                    labelled ? rows.labels() : Optional.empty(),
                    rows.labelNames(),
                    table);
            writer.header(rows.size(), names);
            try {
              chunks.forEach(function, (first, some) -> writer.add(some));
            } catch (UncheckedIOException e) {
              throw e.getCause();
            }
            out.flush();
          });
    } finally {
      interruption.release();
    }
  }

  private void header(int rows, List<String> names) throws IOException {
    if (format == Format.CSV) {
      String label = labels.isPresent() ? ",label" : "";
      String header =
          String.join(",", names.stream().map(RowWriter::quoted).toList()) + label + "\n";
      out.write(header.getBytes(StandardCharsets.UTF_8));
      return;
    }
    // NumPy's format 1.0: magic, version, the header's length, a Python literal padded to a
    // multiple of 64.
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(rows, names.size());
    int length = (10 + text.length() + 1 + 63) / 64 * 64 - 10;
    ByteBuffer head = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    head.put((byte) 1).put((byte) 0).putShort((short) length);
    String padded = text + " ".repeat(length - text.length() - 1) + "\n";
    head.put(padded.getBytes(StandardCharsets.US_ASCII));
    out.write(head.array());
  }

  /** Adds rows after those written so far. */
  void add(FMatrixRMaj rows) {
    try {
      if (format == Format.CSV) {
        addCsv(rows);
      } else {
        ByteBuffer bytes =
            ByteBuffer.allocate(rows.numRows * rows.numCols * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(rows.data, 0, rows.numRows * rows.numCols);
        out.write(bytes.array());
      }
      row += rows.numRows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addCsv(FMatrixRMaj rows) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.numRows; r++) {
      int at = r * rows.numCols;
      if (table.isPresent()) {
        List<String> cells = table.get().print(rows.data, at);
        text.append(String.join(",", cells.stream().map(RowWriter::quoted).toList()));
      } else {
        for (int c = 0; c < rows.numCols; c++) {
          text.append(c == 0 ? "" : ",").append(rows.data[at + c]);
        }
      }
      if (labels.isPresent()) {
        int label = labels.get()[row + r];
        text.append(',')
            .append(labelNames.isEmpty() ? Integer.toString(label) : quoted(labelNames.get(label)));
      }
      text.append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a text into quotes where CSV needs them. */
  static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
