/** The built-in losses. */
@NullMarked
package org.ae4j.core.loss;

import org.jspecify.annotations.NullMarked;
