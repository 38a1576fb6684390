package org.ae4j.api;

/**
 * A layer that works on blocks of rows, a row in each lane of a vector, and may hand such blocks to
 * its neighbour as they are.
 *
 * <p>Where a layer's {@link #outputLanes()} are the next one's {@link #inputLanes()}, the engine
 * may have the matrices between them, of values and of gradients, hold blocks in place of rows: the
 * block of the rows from {@code r} on, a multiple of the lanes, stands {@link #FIRST} floats after
 * where these rows would, value by value, and the values that its rows have in one place lie side
 * by side. Their caches say so ({@link LayerCache#inputInLanes()}, {@link
 * LayerCache#outputInLanes()}). Then calls work on whole blocks: {@code fromRow} is a multiple of
 * the lanes, and so is {@code toRow} but for the batch's end, and the matrices have room for the
 * lanes after the last row. There a layer keeps gradients zero and other values finite, if its
 * input does.
 */
public interface LaneLayer extends Layer {

  /**
   * Where the first block begins in the array of a matrix that holds blocks: 48 bytes on, since an
   * array's floats begin 16 bytes after the array. So vectors begin where cache lines do if arrays
   * do, and are read at once.
   */
  int FIRST = 12;

  /**
   * Returns how many rows a block has that this layer can take as input, a power of two of at most
   * 16; 1 if it takes rows alone.
   */
  int inputLanes();

  /** Returns how many rows a block has that this layer can give as output, likewise. */
  int outputLanes();
}
