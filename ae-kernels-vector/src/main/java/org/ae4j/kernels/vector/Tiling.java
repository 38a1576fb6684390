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
   * Whether there are 32 vector registers, enough for the 8 x 2 tile; otherwise 16 are taken for
   * granted.
   */
  static final boolean MANY_REGISTERS =
      SPECIES.vectorBitSize() >= 512
          || System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64");

  /** Rows of a tile. */
  static final int ROWS = MANY_REGISTERS ? 8 : 4;

  /** Vectors across a tile. */
  static final int VECTORS = MANY_REGISTERS ? 2 : 3;

  /** Columns of a tile and of a packed panel. */
  static final int COLUMNS = VECTORS * LANES;

  /** Greatest depth of a block: a panel's slice of 384 x 32 floats is 48 KiB. */
  static final int DEPTH = 400;

  /**
   * Rows of A that are taken through all panels at once: 128 x 384 floats are 192 KiB, a part of a
   * level-2 cache.
   */
  static final int ROW_BLOCK = 128;

  /** Columns of B that are packed at once where B is not packed beforehand. */
  static final int COLUMN_BLOCK = 1024 / COLUMNS * COLUMNS;

  /** From this width on, A is packed: the packing is paid back by the panels that read it. */
  static final int PACK_WIDTH = 384;

  /** The same for a transposed A, which is copied by vectors. */
  static final int PACK_WIDTH_TRANSPOSED = 64;

  /** From this many rows on, gemm packs B; fewer rows read it where it lies. */
  static final int PACK_ROWS = 32;

  private Tiling() {}

  /** Rounds up to whole panels. */
  static int panels(int width) {
    return (width + COLUMNS - 1) / COLUMNS;
  }

  /** Returns the depth of the blocks into which {@code depth} falls, as even as can be. */
  static int depthBlock(int depth) {
    int blocks = Math.max(1, (depth + DEPTH - 1) / DEPTH);
    return (depth + blocks - 1) / blocks;
  }
}
