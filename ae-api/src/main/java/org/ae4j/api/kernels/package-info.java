/** The numerical loops, as an interface that plain Java and the Vector API both implement. */
@NullMarked
package org.ae4j.api.kernels;

import org.jspecify.annotations.NullMarked;
