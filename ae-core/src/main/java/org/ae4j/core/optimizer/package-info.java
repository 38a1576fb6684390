/** The built-in optimizers. */
@NullMarked
package org.ae4j.core.optimizer;

import org.jspecify.annotations.NullMarked;
