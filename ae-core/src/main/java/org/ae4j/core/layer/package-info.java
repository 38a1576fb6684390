/** The built-in layers and the initializers of their weights. */
@NullMarked
package org.ae4j.core.layer;

import org.jspecify.annotations.NullMarked;
