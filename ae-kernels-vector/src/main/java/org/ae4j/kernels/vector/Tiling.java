package org.ae4j.kernels.vector;

import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How a matrix product is cut up (Goto and van de Geijn, "Anatomy of High-Performance Matrix
 * Multiplication", 2008).
 *
 * <pre>
 *            one panel of B: {@link #COLUMNS} wide
 *                 +----+
 *                 |    | depth block, at most {@link #DEPTH}: the panel's slice stays near the core
 *                 +----+ while every tile of rows passes by
 *   +---------+   +----+
 *   |    A    |   | C  | one tile of {@link #ROWS} x {@link #COLUMNS} sums, held in registers
 *   +---------+   +----+
 * </pre>
 *
 * <p>A micro-kernel computes one tile: for each depth it loads a few vectors of B's row, broadcasts
 * one element of A for each row, and multiplies and adds. Lanes run over columns of C, so no lanes
 * are ever summed. A tile starts from zero, the bias or C itself and is stored to C after each
 * depth block, from which the next block goes on. Storing a float is exact, so every element is a
 * single chain of fused multiply-adds in ascending depth: its bits depend neither on these block
 * sizes, nor on the vector width, nor on how the product is split into calls.
 */
final class Tiling {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Lanes of a vector. */
  static final int LANES = SPECIES.length();

  /**
   * Whether there are 32 vector registers, enough for tiles of 8 x 2 and 14 x 2; otherwise 16 are
   * taken for granted.
   */
  static final boolean MANY_REGISTERS =
      SPECIES.vectorBitSize() >= 512
          || System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64");

  /** Rows of a tile, but for the tall ones of {@link TallTiles}. */
  static final int ROWS = MANY_REGISTERS ? 8 : 4;

  /** Vectors across a tile. */
  static final int VECTORS = MANY_REGISTERS ? 2 : 3;

  /** Columns of a tile and of a packed panel. */
  static final int COLUMNS = VECTORS * LANES;

  /**
   * Rows of A in a packed panel: at least a vector, so that panels are filled by whole vectors;
   * with 512 bits two tiles share a panel.
   */
  static final int ROW_PANEL = Math.max(ROWS, LANES);

  /** Greatest depth of a block: a panel's slice of 1024 x 32 floats is 128 KiB. */
  static final int DEPTH = 1024;

  /** Most rows of A that are taken through all panels. */
  static final int ROW_BLOCK = 256;

  /**
   * Floats of A, packed, that stay in a level-2 cache while panels pass by, and floats of C that
   * stay there until their last depth and their activation: 512 KiB.
   */
  private static final int KEPT = 1 << 17;

  /** Rows in whose multiples rows are blocked: four tiles of 14 and one of 8. */
  private static final int ROW_UNIT = 64;

  /** Columns of B that gemm packs at once. */
  static final int COLUMN_BLOCK = 512 / COLUMNS * COLUMNS;

  /** From this width on, A is packed: enough panels read it to pay for its transposition. */
  static final int PACK_A = 64;

  /** The same for a transposed A, which is copied as it is. */
  static final int PACK_A_TRANSPOSED = 32;

  /** From this many rows on, gemm packs B; for fewer it reads B where it lies. */
  static final int PACK_B = 32;

  /**
   * Where the first panel begins in an array of packed panels: 48 bytes on, since an array's floats
   * begin 16 bytes after the array. So panels begin where cache lines do if arrays do, for which a
   * JVM is started with {@code -XX:ObjectAlignmentInBytes=64}. A vector that straddles two lines is
   * read twice; where lines are as long as vectors, that costs a product up to a fifth of its
   * speed.
   */
  static final int FIRST = 12;

  private Tiling() {}

  /**
   * Returns how many rows are worked on at once where a row has {@code length} floats, of C in all
   * or of A within a depth block.
   */
  static int rowBlock(int length) {
    int rows = KEPT / Math.max(length, 1) / ROW_UNIT * ROW_UNIT;
    return Math.max(ROW_UNIT, Math.min(rows, ROW_BLOCK));
  }

  /** Returns the depth of the blocks into which {@code depth} falls, as even as can be. */
  static int depthBlock(int depth) {
    int blocks = (depth + DEPTH - 1) / DEPTH;
    return blocks == 0 ? 0 : (depth + blocks - 1) / blocks;
  }
}
