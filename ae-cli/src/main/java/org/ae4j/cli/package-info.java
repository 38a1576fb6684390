/** The {@code ae} command. */
@NullMarked
package org.ae4j.cli;

import org.jspecify.annotations.NullMarked;
