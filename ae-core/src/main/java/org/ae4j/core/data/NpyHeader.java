package org.ae4j.core.data;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an .npy file, a Python dictionary: {@code {'descr': '<f4', 'fortran_order': False,
 * 'shape': (60000, 784), }}.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read in this package only
record NpyHeader(ElementType type, ByteOrder order, long[] dimensions) {
  private static final Pattern DTYPE = Pattern.compile("'descr'\\s*:\\s*('[^']*'|\\[[^\\]]*\\]?)");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, L]*)\\)");
  private static final String ADVICE =
      "save it with numpy.save(file, numpy.ascontiguousarray(a, dtype='float32'))";

  static NpyHeader parse(String file, String text) {
    String dtype = field(file, text, DTYPE, "'descr'").replace("'", "");
    boolean fortran = field(file, text, FORTRAN, "'fortran_order'").equals("True");
    String shape = field(file, text, SHAPE, "'shape'");
    if (fortran) {
      throw DataProblem.at(file, "header", "Fortran order (columns first)", "C order", ADVICE);
    }
    boolean bigEndian = dtype.startsWith(">");
    return new NpyHeader(
        type(file, dtype),
        bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        dimensions(file, shape));
  }

  private static String field(String file, String text, Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw DataProblem.at(
          file, "header", DataProblem.quote(text.strip()), "a readable " + name, ADVICE);
    }
    return matcher.group(1);
  }

  private static ElementType type(String file, String dtype) {
    return switch (dtype.replaceFirst("^[<>|]", "")) {
      case "b1" -> ElementType.BOOLEAN;
      case "u1" -> ElementType.UINT8;
      case "i1" -> ElementType.INT8;
      case "u2" -> ElementType.UINT16;
      case "i2" -> ElementType.INT16;
      case "u4" -> ElementType.UINT32;
      case "i4" -> ElementType.INT32;
      case "u8" -> ElementType.UINT64;
      case "i8" -> ElementType.INT64;
      case "f4" -> ElementType.FLOAT32;
      case "f8" -> ElementType.FLOAT64;
      default ->
          throw DataProblem.at(
              file,
              "header",
              (dtype.contains("O") ? "Python objects, dtype " : "dtype ")
                  + DataProblem.quote(dtype),
              "real numbers (f4, f8, i1 to i8, u1 to u8, b1)",
              ADVICE);
    };
  }

  private static long[] dimensions(String file, String shape) {
    try {
      return Arrays.stream(shape.replace("L", "").split(","))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .mapToLong(Long::parseLong)
          .toArray();
    } catch (NumberFormatException e) {
      throw DataProblem.at(
          file, "header", "shape " + DataProblem.quote(shape), "whole numbers", ADVICE, e);
    }
  }
}
