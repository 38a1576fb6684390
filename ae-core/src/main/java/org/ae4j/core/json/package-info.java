/** Reading and writing JSON objects field by field. */
@NullMarked
package org.ae4j.core.json;

import org.jspecify.annotations.NullMarked;
