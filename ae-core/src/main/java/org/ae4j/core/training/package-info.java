/** The training engine: steps on all threads, epochs, checkpoints. */
@NullMarked
package org.ae4j.core.training;

import org.jspecify.annotations.NullMarked;
