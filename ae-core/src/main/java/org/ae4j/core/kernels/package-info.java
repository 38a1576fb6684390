/** The numerical loops in plain Java, and the choice among all that plugins offer. */
@NullMarked
package org.ae4j.core.kernels;

import org.jspecify.annotations.NullMarked;
