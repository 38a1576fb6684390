/** What a loss and an activation know of the columns of a table. */
@NullMarked
package org.ae4j.core.tabular;

import org.jspecify.annotations.NullMarked;
