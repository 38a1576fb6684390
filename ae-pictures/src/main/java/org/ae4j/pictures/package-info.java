/** Images of rows, charts of losses and maps of codes, for files, pages and notebooks. */
@NullMarked
package org.ae4j.pictures;

import org.jspecify.annotations.NullMarked;
