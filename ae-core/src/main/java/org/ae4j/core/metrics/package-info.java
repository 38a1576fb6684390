/** How near a reconstruction comes to its original. */
@NullMarked
package org.ae4j.core.metrics;

import org.jspecify.annotations.NullMarked;
