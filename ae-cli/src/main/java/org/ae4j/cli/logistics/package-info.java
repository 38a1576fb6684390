/** An invented company's deliveries, to try groups and oddities on whose truth is known. */
@NullMarked
package org.ae4j.cli.logistics;

import org.jspecify.annotations.NullMarked;
