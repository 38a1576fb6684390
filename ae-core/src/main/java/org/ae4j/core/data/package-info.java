/**
 * Data sets: in memory, from files in five formats, from a cache; their splits and their scaling.
 */
@NullMarked
package org.ae4j.core.data;

import org.jspecify.annotations.NullMarked;
