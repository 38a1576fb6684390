/** Text forms of corruptions: one or several, each with a strength that may change by epoch. */
@NullMarked
package org.ae4j.core.corruption;

import org.jspecify.annotations.NullMarked;
