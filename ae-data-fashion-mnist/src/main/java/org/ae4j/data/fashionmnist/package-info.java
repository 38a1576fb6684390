/** A sample of Fashion-MNIST in the jar, so that a first run needs no download. */
@NullMarked
package org.ae4j.data.fashionmnist;

import org.jspecify.annotations.NullMarked;
